package vigie.intake.decode;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.jspecify.annotations.Nullable;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;
import vigie.reading.RejectionReason;

/**
 * What codes mean: the catalogue's LOINC and MDC codes, and those of HL7's Personal Health Records
 * guide for what has neither. A concept may carry several codings; all that are known must agree.
 * Immutable, safe to share.
 */
final class FhirCodes {
  private static final String LOINC = "http://loinc.org";
  private static final String MDC = "urn:iso:std:iso:11073:10101";
  private static final String PHR = "http://hl7.org/fhir/uv/phr/CodeSystem/observation-pghd-codes";

  /** Parts of a statistic, as FHIR's own {@code $stats} answers them. */
  private static final String STATISTICS =
      "http://terminology.hl7.org/CodeSystem/observation-statistics";

  private static final String RESTING_HEART_RATE = "40443-4";

  /** Averages, extremes and summaries (clinical reference 1.1): no rule may take one as a value. */
  private static final Set<String> LOINC_STATISTICS =
      Set.of(
          "8873-2",
          "55426-1",
          "55425-3",
          "107931-8",
          "106793-3",
          "97507-8",
          "105273-7",
          "97506-0",
          "104638-2",
          "97510-2",
          "104642-4",
          "104641-6",
          "104640-8",
          "104639-0",
          "104636-6",
          "104637-4");

  /** MDC_ATTR_TIME_ABS, _BO, _REL, _REL_HI_RES: PHD's coincident time stamp. */
  private static final Set<String> CLOCKS = Set.of("67975", "68226", "67983", "68072");

  /** MDC_ATTR_SUPPLEMENTAL_TYPES, _TIME_STAMP_REL, _TIME_STAMP_REL_HI_RES: how, not what. */
  private static final Set<String> ANCILLARY = Set.of("68193", "67985", "68073");

  private static final Map<String, String> PHR_METRICS =
      Map.ofEntries(
          Map.entry("basalBodyTemperature", "basal-body-temperature"),
          Map.entry("irregularHeartRhythmEvent", "af-flag"),
          Map.entry("sleepAnalysis", "sleep-stage"),
          Map.entry("dietaryEnergyConsumed", "diet-energy"),
          Map.entry("dietaryCarbohydrates", "diet-carbs"),
          Map.entry("dietaryProtein", "diet-protein"),
          Map.entry("dietaryFatTotal", "diet-fat"),
          Map.entry("dietarySodium", "diet-sodium"),
          Map.entry("dietarySugar", "diet-sugar"),
          Map.entry("dietaryFiber", "diet-fibre"),
          Map.entry("dietaryWater", "diet-water"),
          Map.entry("menstrualFlow", "menstrual-flow"),
          Map.entry("menstrualPeriod", "menstrual-period"),
          Map.entry("intermenstrualBleeding", "intermenstrual-bleeding"),
          Map.entry("ovulationTestResult", "ovulation-test"));

  /**
   * What a concept means.
   *
   * @param name how to call it in a refusal
   * @param metric the metric; null when there is none
   * @param refusal why no value of it is taken; null when one may be, or when it is unknown
   * @param atRest whether the code itself says that it was measured at rest
   */
  record Meaning(String name, @Nullable Metric metric, @Nullable Refusal refusal, boolean atRest) {}

  private final Map<String, Set<Metric>> metrics = new HashMap<>();

  FhirCodes(MetricCatalogue catalogue) {
    for (Metric metric : catalogue.all()) {
      metric.loinc().forEach(code -> add(LOINC, code, metric));
      metric.mdc().forEach(code -> add(MDC, code.toString(), metric));
    }
    PHR_METRICS.forEach((code, id) -> add(PHR, code, catalogue.metric(id)));
  }

  private void add(String system, String code, Metric metric) {
    metrics.computeIfAbsent(key(system, code), same -> new LinkedHashSet<>()).add(metric);
  }

  private static String key(@Nullable String system, @Nullable String code) {
    return system + "|" + code;
  }

  /** Whether it tells a clock's reading, not a patient's. */
  boolean isClock(CodeableConcept concept) {
    return hasMdc(concept, CLOCKS);
  }

  /** Whether it only describes how something was measured. */
  boolean isAncillary(CodeableConcept concept) {
    return hasMdc(concept, ANCILLARY);
  }

  private static boolean hasMdc(CodeableConcept concept, Set<String> wanted) {
    return concept.getCoding().stream()
        .anyMatch(
            coding ->
                MDC.equals(coding.getSystem())
                    && coding.getCode() != null
                    && wanted.contains(coding.getCode()));
  }

  Meaning meaning(CodeableConcept concept) {
    Set<Metric> possible = null;
    boolean atRest = false;
    for (Coding coding : concept.getCoding()) {
      String code = coding.getCode();
      if (statistic(coding.getSystem(), code)) {
        return refused(
            new Refusal(RejectionReason.STATISTIC, "the code is one of a statistic, no reading"));
      }
      Set<Metric> meant = metrics.get(key(coding.getSystem(), code));
      if (meant == null) {
        continue;
      }
      atRest |= LOINC.equals(coding.getSystem()) && RESTING_HEART_RATE.equals(code);
      if (possible == null) {
        possible = new LinkedHashSet<>(meant);
      } else {
        possible.retainAll(meant);
      }
    }
    if (possible == null) {
      return new Meaning(name(concept), null, null, false);
    }
    if (possible.size() != 1) {
      return refused(
          new Refusal(
              RejectionReason.UNKNOWN_METRIC,
              possible.isEmpty()
                  ? "the codings mean different metrics"
                  : "the code alone may mean several metrics"));
    }
    Metric metric = possible.iterator().next();
    return new Meaning(metric.id(), metric, misnamed(metric, concept), atRest);
  }

  private static boolean statistic(@Nullable String system, @Nullable String code) {
    return STATISTICS.equals(system)
        || (LOINC.equals(system) && code != null && LOINC_STATISTICS.contains(code));
  }

  private static Meaning refused(Refusal refusal) {
    return new Meaning("", null, refusal, false);
  }

  /** For a refusal: the first code, and no more of it than a code is long. */
  private static String name(CodeableConcept concept) {
    String code = concept.getCodingFirstRep().getCode();
    return code == null ? "" : code.substring(0, Math.min(code.length(), 64));
  }

  /**
   * A pressure by its words and something else by its code. Sample mappings of a widespread
   * converter (microsoft/iomt-fhir) give the diastolic pressure the heart rate's 8867-4.
   */
  private static @Nullable Refusal misnamed(Metric metric, CodeableConcept concept) {
    StringBuilder said = new StringBuilder(concept.hasText() ? concept.getText() : "");
    concept.getCoding().stream()
        .filter(Coding::hasDisplay)
        .forEach(coding -> said.append(' ').append(coding.getDisplay()));
    String words = said.toString().toLowerCase(Locale.ROOT);
    for (Map.Entry<String, String> pressure :
        List.of(Map.entry("diastoli", "bp-diastolic"), Map.entry("systoli", "bp-systolic"))) {
      String other = pressure.getKey().equals("systoli") ? "diastoli" : "systoli";
      if (words.contains(pressure.getKey())
          && !words.contains(other)
          && !metric.id().equals(pressure.getValue())) {
        return new Refusal(
            RejectionReason.MALFORMED,
            "displayed as " + pressure.getValue() + ", but coded as " + metric.id());
      }
    }
    return null;
  }
}
