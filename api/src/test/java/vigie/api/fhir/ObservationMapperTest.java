package vigie.api.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.api.timeline.StoredReading;
import vigie.reading.Context;
import vigie.reading.MetricCatalogue;
import vigie.reading.Quality;

class ObservationMapperTest {
  private static final UUID PATIENT = UUID.fromString("3f9a0c1e-5d42-4f0b-9a57-0d5b6a1c2e3f");
  private static final Instant AT = Instant.parse("2026-03-02T06:41:10.125Z");

  @ParameterizedTest
  @CsvSource({
    "heart-rate, 72, http://loinc.org, 8867-4, 72, /min, heartrate",
    "spo2, 96.5, http://loinc.org, 2708-6, 96.5, %, oxygensat",
    "body-weight, 71.20, http://loinc.org, 29463-7, 71.2, kg, bodyweight",
    "steps, 1200, http://loinc.org, 55423-8, 1200, 1,",
    "skin-temperature, 33, urn:vigie:metric, skin-temperature, 33, Cel,",
    "glucose, 104, http://loinc.org, 41653-7, 104, mg/dL,"
  })
  void aReadingHasItsCodeUnitAndProfile(
      String metric,
      double value,
      String system,
      String code,
      String shown,
      String unit,
      @Nullable String profile) {
    Observation observation = only(FhirFixture.reading(metric, AT, value));

    assertThat(observation.getCode().getCodingFirstRep().getSystem()).isEqualTo(system);
    assertThat(observation.getCode().getCodingFirstRep().getCode()).isEqualTo(code);
    Quantity quantity = observation.getValueQuantity();
    assertThat(quantity.getValue().toPlainString()).isEqualTo(shown);
    assertThat(quantity.getCode()).isEqualTo(unit);
    assertThat(observation.getMeta().getProfile())
        .hasSize(profile == null ? 0 : 1)
        .allMatch(each -> each.getValue().endsWith("/" + profile));
  }

  @ParameterizedTest
  @CsvSource({
    ", 2026-03-02T06:41:10.125Z",
    "60, 2026-03-02T07:41:10.125+01:00",
    "-210, 2026-03-02T03:11:10.125-03:30"
  })
  void theTimeStandsInTheZoneOfTheDevice(@Nullable Integer zone, String expected) {
    Observation observation =
        only(with("heart-rate", null, Quality.VALID, Context.UNKNOWN, null, null, zone));

    assertThat(observation.getEffectiveDateTimeType().getValueAsString()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "VALID, UNKNOWN, FINAL, ''",
    "QUESTIONABLE, UNKNOWN, PRELIMINARY, 'Questionable: in range but doubtful.'",
    "TIME_ESTIMATED, REST, FINAL, 'Time estimated: the device gave none. Context: REST.'",
    "TEST, SLEEP, FINAL, 'Context: SLEEP.'"
  })
  void trustAndContextAreTold(Quality quality, Context context, String status, String note) {
    Observation observation = only(with("heart-rate", null, quality, context, null, null, null));

    assertThat(observation.getStatus().name()).isEqualTo(status);
    assertThat(observation.hasNote() ? observation.getNoteFirstRep().getText() : "")
        .isEqualTo(note);
    assertThat(observation.getMeta().getSecurity()).hasSize(quality == Quality.TEST ? 1 : 0);
  }

  @Test
  @Tag("C-32")
  void whoAnswersForAReadingIsTold() {
    Observation observation = only(FhirFixture.reading("heart-rate", AT, 72));

    assertThat(observation.getMeta().getTag("urn:vigie:controller", "PATIENT_ACCOUNT")).isNotNull();
  }

  @Test
  void whatTheDeviceSentStandsBesideWhatItWasConvertedTo() {
    Observation observation =
        only(with("body-temperature", null, Quality.VALID, Context.UNKNOWN, 98.6, "degF", null));

    Quantity sent = (Quantity) observation.getValueQuantity().getExtensionFirstRep().getValue();
    assertThat(sent.getValue().toPlainString()).isEqualTo("98.6");
    assertThat(sent.getUnit()).isEqualTo("degF");
    assertThat(sent.getSystem()).isNull();
  }

  @Test
  void anIntervalIsAPeriodAndACodeIsNoNumber() {
    Observation night =
        only(
            with("sleep-total", AT.plusSeconds(60), Quality.VALID, Context.UNKNOWN, null, null, 0));
    Observation flow = only(FhirFixture.reading("menstrual-flow", AT, 2));

    assertThat(night.getEffectivePeriod().getEndElement().getValueAsString())
        .isEqualTo("2026-03-02T06:42:10.125Z");
    assertThat(flow.getValueCodeableConcept().getCodingFirstRep().getCode()).isEqualTo("medium");
  }

  @Test
  @Tag("C-09")
  void aMeanIsOfAPeriodAndASpotReadingOfAnInstant() {
    Observation mean =
        only(with("spo2", AT.plusSeconds(600), Quality.VALID, Context.UNKNOWN, null, null, 0));
    Observation spot = only(FhirFixture.reading("spo2", AT, 96));

    assertThat(mean.getEffectivePeriod().getStartElement().getValueAsString())
        .isEqualTo("2026-03-02T06:41:10.125Z");
    assertThat(mean.getEffectivePeriod().getEndElement().getValueAsString())
        .isEqualTo("2026-03-02T06:51:10.125Z");
    assertThat(spot.hasEffectiveDateTimeType()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "'bp-systolic bp-diastolic', 2, 0",
    "'bp-systolic bp-diastolic bp-mean', 3, 0",
    "'bp-systolic', 2, 1",
    "'bp-diastolic', 2, 1",
    "'bp-mean', 3, 2"
  })
  void pressuresOfOneTimeAreOneObservationWithWhatIsMissingSaid(
      String metrics, int parts, int absent) {
    List<StoredReading> readings = new ArrayList<>();
    for (String metric : metrics.split(" ", -1)) {
      readings.add(FhirFixture.reading(metric, AT, 90));
    }

    Observation panel = only(readings.toArray(StoredReading[]::new));

    assertThat(panel.getCode().getCodingFirstRep().getCode()).isEqualTo("85354-9");
    assertThat(panel.hasValue()).isFalse();
    assertThat(panel.getComponent()).hasSize(parts);
    assertThat(panel.getComponent()).filteredOn(part -> part.hasDataAbsentReason()).hasSize(absent);
  }

  @Test
  void twoCuffsOrTwoTimesAreTwoPressures() {
    StoredReading other =
        new StoredReading(
            MetricCatalogue.standard().metric("bp-diastolic"),
            AT,
            2,
            70,
            null,
            AT,
            "cuff-2",
            Quality.VALID,
            Context.UNKNOWN,
            null,
            null,
            null,
            false);

    assertThat(
            ObservationMapper.of(
                PATIENT,
                List.of(
                    FhirFixture.reading("bp-systolic", AT, 120),
                    other,
                    FhirFixture.reading("bp-systolic", AT.plusSeconds(1), 121))))
        .hasSize(3)
        .extracting(mapped -> mapped.id().text())
        .doesNotHaveDuplicates();
  }

  @Test
  void anIdIsReadBackAndFitsFhir() {
    for (long disc : new long[] {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE}) {
      ObservationId id = new ObservationId(PATIENT, 12, AT.plusNanos(999), disc);

      assertThat(id.text()).matches("[A-Za-z0-9.-]{1,64}");
      assertThat(ObservationId.parse(id.text())).contains(id);
    }
    for (String wrong : List.of("", "x", "0", "v".repeat(64), "A1", PATIENT.toString())) {
      assertThat(ObservationId.parse(wrong)).isEmpty();
    }
  }

  private static Observation only(StoredReading... readings) {
    List<ObservationMapper.Mapped> mapped = ObservationMapper.of(PATIENT, List.of(readings));
    assertThat(mapped).hasSize(1);
    return mapped.get(0).resource();
  }

  private static StoredReading with(
      String metric,
      @Nullable Instant end,
      Quality quality,
      Context context,
      @Nullable Double original,
      @Nullable String unit,
      @Nullable Integer zone) {
    return new StoredReading(
        MetricCatalogue.standard().metric(metric),
        AT,
        1,
        37,
        end,
        AT,
        "cuff-1",
        quality,
        context,
        original,
        unit,
        zone,
        false);
  }
}
