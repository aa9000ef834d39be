package vigie.api.fhir;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import vigie.api.timeline.StoredReading;
import vigie.reading.Context;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;
import vigie.reading.Quality;

/**
 * Readings as Observations. Pressures of one device at one time are one Observation, as the vital
 * signs' profile has it; every other reading is one.
 */
final class ObservationMapper {
  private static final String PROFILE = "http://hl7.org/fhir/StructureDefinition/";
  private static final String TRANSLATION =
      "http://hl7.org/fhir/StructureDefinition/iso21090-PQ-translation";
  private static final String ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason";
  private static final String ACT_REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason";

  private static final Metric SYSTOLIC = MetricCatalogue.standard().metric("bp-systolic");
  private static final Metric DIASTOLIC = MetricCatalogue.standard().metric("bp-diastolic");
  private static final Metric MEAN = MetricCatalogue.standard().metric("bp-mean");

  /** The metrics that a blood pressure is made of. */
  static final List<Metric> PRESSURES = List.of(SYSTOLIC, DIASTOLIC, MEAN);

  private static final Comparator<Mapped> ORDER =
      Comparator.comparingInt((Mapped one) -> one.id().metric())
          .thenComparingLong(one -> one.id().disc());

  /** An Observation with the key of what it tells of. */
  record Mapped(ObservationId id, Observation resource) {}

  private ObservationMapper() {}

  /**
   * The Observations of these readings, instant by instant in the order given, within one by
   * metric.
   *
   * @param readings all of each instant, those of one instant side by side
   */
  static List<Mapped> of(UUID patient, List<StoredReading> readings) {
    List<Mapped> mapped = new ArrayList<>();
    List<StoredReading> instant = new ArrayList<>();
    for (StoredReading reading : readings) {
      if (!instant.isEmpty() && !instant.get(0).effective().equals(reading.effective())) {
        mapped.addAll(ofInstant(patient, instant));
        instant.clear();
      }
      instant.add(reading);
    }
    mapped.addAll(ofInstant(patient, instant));
    return mapped;
  }

  /**
   * The newest Observations of each code, by code, then newest first.
   *
   * @param readings as many of each metric as are wanted of each code
   * @param most how many of each code
   */
  static List<Observation> newest(UUID patient, List<StoredReading> readings, int most) {
    List<StoredReading> byTime = new ArrayList<>(readings);
    byTime.sort(Comparator.comparing(StoredReading::effective).reversed());
    Map<Integer, List<Observation>> byCode = new TreeMap<>();
    for (Mapped mapped : of(patient, byTime)) {
      int metric = mapped.id().metric();
      boolean pressure = PRESSURES.stream().anyMatch(part -> part.number() == metric);
      List<Observation> ofCode =
          byCode.computeIfAbsent(pressure ? SYSTOLIC.number() : metric, any -> new ArrayList<>());
      // A pressure behind these may lack a part that was not read.
      if (ofCode.size() < most) {
        ofCode.add(mapped.resource());
      }
    }
    return byCode.values().stream().flatMap(List::stream).toList();
  }

  private static List<Mapped> ofInstant(UUID patient, List<StoredReading> readings) {
    List<Mapped> mapped = new ArrayList<>();
    Map<String, List<StoredReading>> pressures = new TreeMap<>();
    for (StoredReading reading : readings) {
      if (PRESSURES.contains(reading.metric())) {
        pressures.computeIfAbsent(reading.device(), any -> new ArrayList<>()).add(reading);
      } else {
        mapped.add(single(patient, reading));
      }
    }
    pressures.values().forEach(device -> mapped.addAll(panels(patient, device)));
    mapped.sort(ORDER);
    return mapped;
  }

  /** Of two measurements at one time the first of each part belong together, then the second. */
  private static List<Mapped> panels(UUID patient, List<StoredReading> readings) {
    List<List<StoredReading>> parts = new ArrayList<>();
    for (Metric metric : PRESSURES) {
      parts.add(
          readings.stream()
              .filter(reading -> reading.metric().equals(metric))
              .sorted(Comparator.comparingLong(StoredReading::disc))
              .toList());
    }
    int most = parts.stream().mapToInt(List::size).max().orElse(0);
    List<Mapped> panels = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      int place = i;
      List<@Nullable StoredReading> panel = new ArrayList<>();
      parts.forEach(part -> panel.add(place < part.size() ? part.get(place) : null));
      panels.add(panel(patient, panel.get(0), panel.get(1), panel.get(2)));
    }
    return panels;
  }

  private static Mapped panel(
      UUID patient,
      @Nullable StoredReading systolic,
      @Nullable StoredReading diastolic,
      @Nullable StoredReading mean) {
    List<StoredReading> parts =
        Stream.of(
                Optional.ofNullable(systolic),
                Optional.ofNullable(diastolic),
                Optional.ofNullable(mean))
            .flatMap(Optional::stream)
            .toList();
    ObservationId id = id(patient, parts.get(0));
    Observation panel = observation(patient, id, parts);
    panel.setCode(
        new CodeableConcept()
            .addCoding(FhirTerms.coding(FhirTerms.LOINC, FhirCodes.BLOOD_PRESSURE))
            .setText("blood-pressure"));
    part(panel, SYSTOLIC, systolic);
    part(panel, DIASTOLIC, diastolic);
    if (mean != null) {
      part(panel, MEAN, mean);
    }
    return new Mapped(id, panel);
  }

  /**
   * The profile wants systolic and diastolic; why one is not there is not for everybody to know.
   */
  private static void part(Observation panel, Metric metric, @Nullable StoredReading reading) {
    Observation.ObservationComponentComponent part = panel.addComponent();
    part.setCode(FhirCodes.concept(metric));
    if (reading == null) {
      part.setDataAbsentReason(FhirTerms.concept(ABSENT, "unknown"));
    } else {
      part.setValue(value(reading));
    }
  }

  private static Mapped single(UUID patient, StoredReading reading) {
    ObservationId id = id(patient, reading);
    Observation observation = observation(patient, id, List.of(reading));
    observation.setCode(FhirCodes.concept(reading.metric()));
    observation.setValue(value(reading));
    return new Mapped(id, observation);
  }

  private static ObservationId id(UUID patient, StoredReading reading) {
    return new ObservationId(
        patient, reading.metric().number(), reading.effective(), reading.disc());
  }

  /** All but code and value; trusted as far as all of its parts are. */
  private static Observation observation(
      UUID patient, ObservationId id, List<StoredReading> parts) {
    StoredReading reading =
        parts.stream()
            .filter(part -> part.quality() != Quality.VALID)
            .findFirst()
            .orElse(parts.get(0));
    Instant received =
        parts.stream().map(StoredReading::received).max(Comparator.naturalOrder()).orElseThrow();
    Metric metric = reading.metric();
    Observation observation = new Observation();
    observation.setId(id.text());
    observation.getMeta().setLastUpdatedElement(FhirTerms.instant(received));
    observation.getMeta().addTag(FhirTerms.controller("reading"));
    if (metric.fhirProfile() != null) {
      observation.getMeta().addProfile(PROFILE + metric.fhirProfile());
    }
    if (reading.quality() == Quality.TEST) {
      observation.getMeta().addSecurity(FhirTerms.coding(ACT_REASON, "HTEST"));
    }
    // What our own intake, too, reads as doubtful.
    observation.setStatus(
        switch (reading.quality()) {
          case QUESTIONABLE -> ObservationStatus.PRELIMINARY;
          case RETRACTED -> ObservationStatus.ENTEREDINERROR;
          case VALID, TIME_ESTIMATED, TEST ->
              parts.stream().anyMatch(StoredReading::amended)
                  ? ObservationStatus.CORRECTED
                  : ObservationStatus.FINAL;
        });
    FhirCodes.categories(metric).forEach(observation::addCategory);
    observation.setSubject(FhirTerms.patient(patient));
    Integer zone = reading.zoneOffsetMinutes();
    observation.setEffective(
        reading.end() == null
            ? FhirTerms.dateTime(reading.effective(), zone)
            : FhirTerms.period(reading.effective(), reading.end(), zone));
    observation.setIssuedElement(FhirTerms.instant(received));
    observation.setDevice(FhirTerms.device(reading.device()));
    String note = note(reading.quality(), reading.context());
    if (!note.isEmpty()) {
      observation.addNote().setText(note);
    }
    return observation;
  }

  /** R4 has no element for either. */
  private static String note(Quality quality, Context context) {
    String trust =
        switch (quality) {
          case VALID, TEST, RETRACTED -> "";
          case QUESTIONABLE -> "Questionable: in range but doubtful.";
          case TIME_ESTIMATED -> "Time estimated: the device gave none.";
        };
    String doing = context == Context.UNKNOWN ? "" : "Context: " + context.name() + ".";
    return (trust + " " + doing).strip();
  }

  private static Type value(StoredReading reading) {
    Metric metric = reading.metric();
    if (metric.coded()) {
      String code = metric.codes().get((int) reading.value());
      return FhirTerms.concept(FhirTerms.METRIC + ":" + metric.id(), code).setText(code);
    }
    Quantity quantity = quantity(metric, reading.value());
    Double original = reading.originalValue();
    if (original != null && reading.originalUnit() != null) {
      // The unit as the device wrote it, which need not be UCUM.
      quantity
          .addExtension()
          .setUrl(TRANSLATION)
          .setValue(new Quantity().setValue(decimal(original)).setUnit(reading.originalUnit()));
    }
    return quantity;
  }

  /** A value in the metric's canonical unit. */
  static Quantity quantity(Metric metric, double value) {
    return new Quantity()
        .setValue(decimal(value))
        .setUnit(metric.unit())
        .setSystem(FhirTerms.UCUM)
        .setCode(metric.unit());
  }

  /** As few digits as tell this number from others. */
  static BigDecimal decimal(double value) {
    BigDecimal decimal = BigDecimal.valueOf(value).stripTrailingZeros();
    return decimal.scale() < 0 ? decimal.setScale(0) : decimal;
  }
}
