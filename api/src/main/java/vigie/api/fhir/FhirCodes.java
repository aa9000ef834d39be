package vigie.api.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.jspecify.annotations.Nullable;
import vigie.api.access.Decision;
import vigie.api.web.Refusal;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;

/** What the catalogue's metrics are called in FHIR, and which of them a search means. Pure. */
final class FhirCodes {
  /** LOINC's panel of blood pressures, of which each pressure is a component. */
  static final String BLOOD_PRESSURE = "85354-9";

  private FhirCodes() {}

  /**
   * The metric in codings: LOINC's preferred one where there is one, for oxygen saturation both
   * that R4's profile and practice want, and the catalogue's own name.
   */
  static CodeableConcept concept(Metric metric) {
    CodeableConcept concept = new CodeableConcept();
    loinc(metric).forEach(code -> concept.addCoding(FhirTerms.coding(FhirTerms.LOINC, code)));
    concept.addCoding(FhirTerms.coding(FhirTerms.METRIC, metric.id()));
    return concept.setText(metric.id());
  }

  private static List<String> loinc(Metric metric) {
    return "oxygensat".equals(metric.fhirProfile())
        ? metric.loinc()
        : metric.loinc().stream().limit(1).toList();
  }

  /** FHIR's category of Observations of this metric, and the one that a patient grants by. */
  static List<CodeableConcept> categories(Metric metric) {
    return List.of(
        FhirTerms.concept(FhirTerms.OBSERVATION_CATEGORY, standardCategory(metric)),
        FhirTerms.concept(FhirTerms.CATEGORY, metric.category().name()));
  }

  private static String standardCategory(Metric metric) {
    if (metric.fhirProfile() != null) {
      return "vital-signs";
    }
    return switch (metric.category()) {
      case PHYSICAL_ACTIVITY, SLEEP -> "activity";
      case BLOOD_GLUCOSE -> "laboratory";
      case DIET -> "social-history";
      case BLOOD_PRESSURE,
          BODY_MASS,
          TEMPERATURE,
          HEART_RATE,
          OXYGEN_SATURATION,
          CYCLE,
          RESPIRATION ->
          "exam";
    };
  }

  /**
   * The metrics that a search means and the caller may see. What is in no catalogue means none, as
   * FHIR has it; parts of a blood pressure are found by the panel's code as well as by their own,
   * and bring the panel.
   *
   * @param code tokens {@code system|code} or {@code code}, by commas; null for all
   * @param category likewise
   */
  static List<Metric> metrics(@Nullable String code, @Nullable String category, Decision decision) {
    return MetricCatalogue.standard().all().stream()
        .filter(metric -> metric.measured() && decision.shows(metric))
        .filter(metric -> code == null || named(code, metric))
        .filter(metric -> category == null || within(category, metric))
        .toList();
  }

  /**
   * The one metric that statistics are asked of: a pressure is named by its own code here.
   *
   * @throws Refusal when none is meant, or it has no figures
   */
  static Metric single(@Nullable String code, @Nullable String system) {
    if (code == null || code.contains(",")) {
      throw Refusal.invalid("code", "must name one code");
    }
    String token = system == null ? code : system + "|" + code;
    Metric metric =
        MetricCatalogue.standard().all().stream()
            .filter(each -> each.measured() && meant(token, names(each)))
            .findFirst()
            .orElseThrow(() -> Refusal.invalid("code", "must be one that Observations here have"));
    if (metric.coded()) {
      throw Refusal.invalid("code", "must not be of codes: they have no average");
    }
    return metric;
  }

  private static List<Token> names(Metric metric) {
    List<Token> names = new ArrayList<>();
    loinc(metric).forEach(loinc -> names.add(new Token(FhirTerms.LOINC, loinc)));
    names.add(new Token(FhirTerms.METRIC, metric.id()));
    return names;
  }

  private static boolean named(String code, Metric metric) {
    List<Metric> panel =
        ObservationMapper.PRESSURES.contains(metric)
            ? ObservationMapper.PRESSURES
            : List.of(metric);
    List<Token> names = new ArrayList<>();
    panel.forEach(one -> names.addAll(names(one)));
    if (panel.size() > 1) {
      names.add(new Token(FhirTerms.LOINC, BLOOD_PRESSURE));
    }
    return meant(code, names);
  }

  private static boolean within(String category, Metric metric) {
    return meant(
        category.toLowerCase(Locale.ROOT),
        List.of(
            new Token(
                FhirTerms.OBSERVATION_CATEGORY.toLowerCase(Locale.ROOT), standardCategory(metric)),
            new Token(FhirTerms.CATEGORY, metric.category().name().toLowerCase(Locale.ROOT))));
  }

  private static boolean meant(String tokens, List<Token> names) {
    for (String token : tokens.split(",", -1)) {
      int bar = token.indexOf('|');
      String system = bar < 0 ? "" : token.substring(0, bar).strip();
      String code = token.substring(bar + 1).strip();
      if (names.stream().anyMatch(name -> name.fits(bar < 0, system, code))) {
        return true;
      }
    }
    return false;
  }

  private record Token(String system, String code) {
    /** A system alone, {@code system|}, means all of its codes. */
    boolean fits(boolean anySystem, String otherSystem, String otherCode) {
      return (anySystem || system.equals(otherSystem))
          && (code.equals(otherCode) || (!anySystem && otherCode.isEmpty()));
    }
  }
}
