package vigie.intake.decode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import vigie.reading.Category;
import vigie.reading.Context;
import vigie.reading.Metric;
import vigie.reading.RejectionReason;

/** One FHIR message while its Observations are read in order, each into the readings it holds. */
final class FhirMessage {
  /**
   * The measurement status of PHD's table that leaves a value but takes trust from it (HL7/phd,
   * BaseObservationProfile).
   */
  private static final Set<String> DOUBTFUL =
      Set.of("questionable", "calibration-ongoing", "in-calibration", "early-indication");

  private static final Set<String> INVALID = Set.of("invalid", "not-available");

  private final FhirCodes codes;
  private final Gathering message;
  private final FhirOrigins origins;
  private final Map<Measurement, SentObject> pressures = new HashMap<>();

  /** What Observations of one measurement have in common. */
  private record Measurement(
      SentObject.Whose whose,
      @Nullable String device,
      SentTime time,
      boolean test,
      boolean retracts) {}

  FhirMessage(FhirCodes codes, Gathering message, Node root) {
    this.codes = codes;
    this.message = message;
    this.origins = new FhirOrigins(root);
  }

  /**
   * Reads an Observation and those it contains.
   *
   * @param prefix its path, empty or ending in a dot
   */
  void observation(Node resource, String prefix) {
    origins.learnContained(resource);
    own(resource, prefix);
    int index = 0;
    for (Node contained : resource.get("contained").elements()) {
      if (contained.get("resourceType").text().equals("Observation")) {
        own(contained, prefix + "contained[" + index + "].");
      } else {
        message.dropped(1);
      }
      if (message.overfull()) {
        return;
      }
      index++;
    }
  }

  private void own(Node resource, String prefix) {
    FhirResources.Parsed parsed = FhirResources.observation(resource);
    message.dropped(parsed.droppedFields() + (resource.get("text").present() ? 1 : 0));
    Observation observation = parsed.observation();
    if (observation == null) {
      message.unreadable(
          new SentObject(null, SentTime.UNSAID, null, Context.UNKNOWN, false),
          prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1),
          RejectionReason.MALFORMED,
          parsed.fault());
      return;
    }
    if (codes.isClock(observation.getCode())) {
      // How the gateway came to the times of the others; those are corrected already.
      message.dropped(1);
      return;
    }
    FhirCodes.Meaning meaning = codes.meaning(observation.getCode());
    SentObject object =
        measurement(meaning.metric(), origins.object(observation, resource, meaning.atRest()));
    Refusal whole = whole(observation, meaning);
    boolean doubtful = doubtful(observation) || doubtful(observation.getInterpretation());
    int before = message.count();
    value(observation, meaning, object, prefix, doubtful, whole);
    int index = 0;
    for (ObservationComponentComponent component : observation.getComponent()) {
      component(component, object, prefix + "component[" + index + "]", doubtful, whole);
      index++;
    }
    boolean groups = observation.hasHasMember() || resource.get("contained").present();
    if (message.count() == before && !(groups && whole == null)) {
      add(
          SentReading.unreadable(
              object, prefix + "value", RejectionReason.BAD_VALUE, "there is no value"),
          whole);
    }
  }

  /** Pressures that are an Observation each share an object, so that they are judged together. */
  private SentObject measurement(@Nullable Metric metric, SentObject own) {
    if (metric == null || metric.category() != Category.BLOOD_PRESSURE) {
      return own;
    }
    SentObject shared =
        pressures.computeIfAbsent(
            new Measurement(own.whose(), own.device(), own.time(), own.test(), own.retracts()),
            first -> own);
    // A second value of the same time is of another measurement.
    return shared.holds(metric) ? own : shared;
  }

  private void value(
      Observation observation,
      FhirCodes.Meaning meaning,
      SentObject object,
      String prefix,
      boolean doubtful,
      @Nullable Refusal whole) {
    if (observation.hasDataAbsentReason()) {
      // Of a group with parts the parts say what is absent.
      if (!observation.hasComponent()) {
        add(absent(object, prefix + "dataAbsentReason", meaning), whole);
      }
    } else if (observation.hasValue()) {
      add(
          reading(
              object,
              prefix + "value",
              meaning,
              observation.getValue(),
              observation.getInterpretation(),
              doubtful),
          whole);
    }
  }

  private void component(
      ObservationComponentComponent component,
      SentObject object,
      String path,
      boolean doubtful,
      @Nullable Refusal whole) {
    if (codes.isAncillary(component.getCode())) {
      message.dropped(1);
      return;
    }
    FhirCodes.Meaning meaning = codes.meaning(component.getCode());
    if (component.hasDataAbsentReason()) {
      add(absent(object, path + ".dataAbsentReason", meaning), whole);
    } else {
      add(
          reading(
              object,
              path,
              meaning,
              component.getValue(),
              component.getInterpretation(),
              doubtful || doubtful(component.getInterpretation())),
          // What is wrong with one code or statistic is wrong with that part alone.
          whole);
    }
  }

  private void add(SentReading reading, @Nullable Refusal whole) {
    message.add(whole == null ? reading : reading.refused(whole));
  }

  private static SentReading reading(
      SentObject object,
      String path,
      FhirCodes.Meaning meaning,
      @Nullable Type value,
      List<CodeableConcept> interpretation,
      boolean doubtful) {
    Metric metric = meaning.metric();
    Refusal refusal = meaning.refusal();
    if (metric == null) {
      return new SentReading(
          object, path, meaning.name(), null, Double.NaN, null, Double.NaN, refusal, doubtful);
    }
    SentReading reading = FhirValue.reading(object, path, metric, value, doubtful);
    if (refusal == null && has(interpretation, INVALID)) {
      refusal =
          new Refusal(RejectionReason.SENSOR_INVALID, "the device calls its own value invalid");
    }
    return refusal == null ? reading : reading.refused(refusal);
  }

  /** The device says that it has no value: a sensor without signal, never a zero. */
  private static SentReading absent(SentObject object, String path, FhirCodes.Meaning meaning) {
    Refusal refusal =
        new Refusal(
            RejectionReason.SENSOR_INVALID, "the device gives a reason for having no value");
    if (meaning.metric() == null && meaning.refusal() != null) {
      refusal = meaning.refusal();
    }
    return new SentReading(
        object,
        path,
        meaning.name(),
        meaning.metric(),
        Double.NaN,
        null,
        Double.NaN,
        refusal,
        false);
  }

  /** Why nothing of an Observation is taken; null when something may be. */
  private static @Nullable Refusal whole(Observation observation, FhirCodes.Meaning meaning) {
    if (observation.hasModifierExtension() || observation.hasImplicitRules()) {
      return new Refusal(
          RejectionReason.MALFORMED,
          "modifierExtension and implicitRules must be understood, and are not");
    }
    Observation.ObservationStatus status = observation.getStatus();
    if (status == null) {
      return new Refusal(RejectionReason.MALFORMED, "status must be one that FHIR has");
    }
    Refusal refusal = meaning.refusal();
    if (refusal != null && refusal.reason() == RejectionReason.STATISTIC) {
      return refusal;
    }
    return switch (status) {
      case FINAL, AMENDED, CORRECTED, PRELIMINARY, UNKNOWN -> null;
      case ENTEREDINERROR ->
          observation.hasEffective()
              ? null
              : new Refusal(
                  RejectionReason.BAD_VALUE,
                  "status: entered in error, without saying at what time");
      case CANCELLED -> new Refusal(RejectionReason.BAD_VALUE, "status: it was cancelled");
      case REGISTERED, NULL ->
          new Refusal(RejectionReason.BAD_VALUE, "status: it has no result yet");
    };
  }

  private static boolean doubtful(Observation observation) {
    return observation.getStatus() == Observation.ObservationStatus.PRELIMINARY
        || observation.getStatus() == Observation.ObservationStatus.UNKNOWN;
  }

  private static boolean doubtful(List<CodeableConcept> interpretation) {
    return has(interpretation, DOUBTFUL);
  }

  private static boolean has(List<CodeableConcept> concepts, Set<String> wanted) {
    return concepts.stream()
        .flatMap(concept -> concept.getCoding().stream())
        .map(Coding::getCode)
        .anyMatch(code -> code != null && wanted.contains(code));
  }
}
