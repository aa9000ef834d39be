package vigie.api.fhir;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Quantity;
import vigie.reading.Metric;

/** Statistics as {@code Observation/$stats} answers them. */
final class StatisticsMapper {
  /** Those that are served, by their codes in HL7's observation-statistics. */
  static final Set<String> SERVED = Set.of("average", "maximum", "minimum", "count");

  private StatisticsMapper() {}

  /**
   * Statistics of one metric.
   *
   * @param wanted codes of those to tell
   * @param from inclusive
   * @param to exclusive
   */
  static Parameters parameters(
      UUID patient,
      Metric metric,
      Statistics statistics,
      Set<String> wanted,
      Instant from,
      Instant to) {
    Observation observation = new Observation();
    observation.setStatus(ObservationStatus.FINAL);
    FhirCodes.categories(metric).forEach(observation::addCategory);
    observation.setCode(FhirCodes.concept(metric));
    observation.setSubject(FhirTerms.patient(patient));
    observation.setEffective(FhirTerms.period(from, to, null));
    if (wanted.contains("count")) {
      Quantity count =
          new Quantity()
              .setValue(BigDecimal.valueOf(statistics.count()))
              .setUnit("1")
              .setSystem(FhirTerms.UCUM)
              .setCode("1");
      add(observation, "count", count);
    }
    if (statistics.count() > 0) {
      add(observation, "average", metric, statistics.mean(), wanted);
      add(observation, "minimum", metric, statistics.min(), wanted);
      add(observation, "maximum", metric, statistics.max(), wanted);
    }
    Parameters parameters = new Parameters();
    parameters.addParameter().setName("statistics").setResource(observation);
    return parameters;
  }

  private static void add(
      Observation observation, String code, Metric metric, double value, Set<String> wanted) {
    if (wanted.contains(code)) {
      add(observation, code, ObservationMapper.quantity(metric, value));
    }
  }

  private static void add(Observation observation, String code, Quantity value) {
    observation
        .addComponent()
        .setCode(FhirTerms.concept(FhirTerms.STATISTICS, code))
        .setValue(value);
  }
}
