package vigie.api.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.api.web.Refusal;

class FhirDatesTest {
  @ParameterizedTest
  @CsvSource({
    "2026, 2026-01-01T00:00:00Z, 2027-01-01T00:00:00Z",
    "2026-02, 2026-02-01T00:00:00Z, 2026-03-01T00:00:00Z",
    "eq2026-03-02, 2026-03-02T00:00:00Z, 2026-03-03T00:00:00Z",
    "2026-03-02T10:20Z, 2026-03-02T10:20:00Z, 2026-03-02T10:21:00Z",
    "2026-03-02T10:20:30Z, 2026-03-02T10:20:30Z, 2026-03-02T10:20:31Z",
    "2026-03-02T10:20:30.5Z, 2026-03-02T10:20:30.5Z, 2026-03-02T10:20:30.6Z",
    "2026-03-02T10:20:30.250Z, 2026-03-02T10:20:30.250Z, 2026-03-02T10:20:30.251Z",
    "2026-03-02T10:20:30+02:00, 2026-03-02T08:20:30Z, 2026-03-02T08:20:31Z",
    "2026-03-02T10:20:30 02:00, 2026-03-02T08:20:30Z, 2026-03-02T08:20:31Z",
    "2026-03-02T10:20:30, 2026-03-02T10:20:30Z, 2026-03-02T10:20:31Z",
    "ge2026-03-02, 2026-03-02T00:00:00Z, 9999-01-01T00:00:00Z",
    "gt2026-03-02, 2026-03-03T00:00:00Z, 9999-01-01T00:00:00Z",
    "le2026-03-02, 1970-01-01T00:00:00Z, 2026-03-03T00:00:00Z",
    "lt2026-03-02, 1970-01-01T00:00:00Z, 2026-03-02T00:00:00Z"
  })
  void aDateMeansAllOfItsMoments(String text, Instant from, Instant to) {
    assertThat(FhirDates.of("date", List.of(text))).isEqualTo(new FhirDates(from, to));
  }

  @Test
  void severalBoundTogether() {
    FhirDates dates = FhirDates.of("date", List.of("ge2026-03-02", "lt2026-03-04"));

    assertThat(dates)
        .isEqualTo(
            new FhirDates(
                Instant.parse("2026-03-02T00:00:00Z"), Instant.parse("2026-03-04T00:00:00Z")));
    assertThat(FhirDates.of("date", List.of())).isEqualTo(FhirDates.EVER);
    assertThat(FhirDates.of("date", List.of("2026-03-02", "2026-03-04")).empty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "ne2026-03-02",
        "ap2026",
        "2026-13",
        "2026-02-30",
        "2026-03T10:00Z",
        "2026-03-02Z",
        "2026-03-02T25:00:00Z",
        "02/03/2026",
        "2026-03-02T10:20:30+99:00"
      })
  void whatIsNoDateIsRefused(String text) {
    assertThatThrownBy(() -> FhirDates.of("date", List.of(text)))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("date must be a date");
  }
}
