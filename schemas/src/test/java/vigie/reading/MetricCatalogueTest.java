package vigie.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricCatalogueTest {
  private final MetricCatalogue catalogue = MetricCatalogue.standard();

  @Test
  @Tag("C-01")
  @Tag("C-02")
  @Tag("C-03")
  @Tag("C-04")
  @Tag("C-05")
  @Tag("C-06")
  @Tag("C-07")
  @Tag("C-08")
  @Tag("C-09")
  @Tag("C-10")
  void everyCategoryOfTheCharterHasAMetric() {
    assertThat(
            catalogue.all().stream()
                .filter(Metric::measured)
                .map(Metric::category)
                .collect(Collectors.toSet()))
        .isEqualTo(EnumSet.allOf(Category.class));
  }

  @ParameterizedTest
  @CsvSource({
    "glucose, 5.5, mmol/L, 99.1001",
    "glucose, 104, mg/dL, 104",
    "body-temperature, 98.6, [degF], 37.0",
    "body-temperature, 36.9, Cel, 36.9",
    "body-weight, 100, [lb_av], 45.359237",
    "body-weight, 10, stone, 63.5029318",
    "bp-systolic, 16, kPa, 120.00992",
    "body-height, 70, [in_i], 177.8",
    "active-energy, 4.184, kJ, 1",
    "distance, 1, [mi_i], 1609.344",
  })
  @Tag("C-03")
  @Tag("C-05")
  @Tag("C-06")
  void acceptedUnitsConvertToTheCanonicalOne(
      String metric, double value, String unit, double canonical) {
    assertThat(catalogue.metric(metric).toCanonical(value, unit))
        .hasValueSatisfying(v -> assertThat(v).isCloseTo(canonical, within(1e-9)));
  }

  @ParameterizedTest
  @CsvSource({"active-energy, cal", "spo2, 1", "glucose, g", "heart-rate, Hz"})
  void ambiguousAndForeignUnitsDoNotConvert(String metric, String unit) {
    assertThat(catalogue.metric(metric).toCanonical(1, unit)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "spo2, 29.9, false",
    "spo2, 30, true",
    "spo2, 100, true",
    "spo2, 100.1, false",
    "heart-rate, 19, false",
    "heart-rate, 300, true",
  })
  void plausibleRangesIncludeTheirEnds(String metric, double value, boolean plausible) {
    assertThat(catalogue.metric(metric).plausible(value)).isEqualTo(plausible);
  }

  @Test
  void anUnknownMetricIsRefusedByName() {
    assertThat(catalogue.find("mood")).isEmpty();
    assertThatThrownBy(() -> catalogue.metric("mood")).hasMessageContaining("mood");
    assertThatThrownBy(() -> catalogue.metric(0)).hasMessageContaining("0");
    assertThatThrownBy(() -> catalogue.metric(9999)).hasMessageContaining("9999");
  }

  @Test
  void whatDevicesSendAgainAndAgainMayBeMissing() {
    assertThat(catalogue.all())
        .allSatisfy(
            metric ->
                assertThat(catalogue.missing(metric).isPresent())
                    .isEqualTo(metric.measured() && !metric.coded()));
    Metric weight = catalogue.metric("body-weight");
    Metric missing = catalogue.missing(weight).orElseThrow();
    assertThat(missing.technical()).isTrue();
    assertThat(missing.unit()).isEqualTo("min");
    assertThat(catalogue.missed(missing)).contains(weight);
    assertThat(catalogue.missed(weight)).isEmpty();
    assertThat(catalogue.metric(missing.number())).isSameAs(missing);
    assertThat(catalogue.all()).doesNotContain(missing);
  }

  @Test
  void metricsAreFoundByTheNumberThatStandsForThem() {
    assertThat(catalogue.all())
        .allSatisfy(metric -> assertThat(catalogue.metric(metric.number())).isSameAs(metric));
  }
}
