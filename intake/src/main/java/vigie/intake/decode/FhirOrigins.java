package vigie.intake.decode;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import vigie.intake.decode.Node.Kind;
import vigie.intake.decode.SentObject.Whose;
import vigie.reading.Context;

/**
 * Where the Observations of one message come from: the devices that it brings along, whom it is of,
 * when each was measured, and whether it is only a trial. To be asked of Observations in order.
 */
final class FhirOrigins {
  /** Made to try the system (v3-ActReason); PHD marks test and demonstration data with it. */
  private static final String TEST_DATA = "HTEST";

  private static final String TIME_REFERENCE = "CoincidentTimeStampReference";

  /** EUI-48 and EUI-64, as PHD writes them: 00-1C-05-04-00-00-78-25. */
  private static final Pattern EUI = Pattern.compile("([0-9A-Fa-f]{2}[-:]){5,7}[0-9A-Fa-f]{2}");

  private static final Pattern DEVICE_NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  private final boolean test;
  private final Map<String, String> devices = new HashMap<>();
  private @Nullable String person;

  /** Learns of the devices in a Bundle. */
  FhirOrigins(Node root) {
    this.test = test(root);
    for (Node entry : root.get("entry").elements()) {
      Node resource = entry.get("resource");
      if (isDevice(resource)) {
        know(entry.get("fullUrl").text(), resource);
        know("Device/" + resource.get("id").text(), resource);
      }
    }
  }

  /** Learns of the devices that a resource contains. */
  void learnContained(Node resource) {
    for (Node contained : resource.get("contained").elements()) {
      if (isDevice(contained)) {
        know("#" + contained.get("id").text(), contained);
      }
    }
  }

  private static boolean isDevice(Node resource) {
    return resource.get("resourceType").text().equals("Device");
  }

  private void know(String reference, Node device) {
    for (Node identifier : device.get("identifier").elements()) {
      devices.putIfAbsent(reference, identifier.get("value").text());
    }
  }

  /**
   * What the readings of one Observation share.
   *
   * @param resource the Observation as it was sent
   * @param atRest whether its code says that it was measured at rest
   */
  SentObject object(Observation observation, Node resource, boolean atRest) {
    boolean timeUnknown =
        observation.getExtension().stream()
            .anyMatch(
                extension ->
                    extension.getUrl() != null && extension.getUrl().endsWith(TIME_REFERENCE));
    SentTime time = FhirTime.read(observation.getEffective(), timeUnknown);
    Context context = atRest ? Context.REST : Context.UNKNOWN;
    boolean tried = test || test(resource);
    boolean retracts = observation.getStatus() == Observation.ObservationStatus.ENTEREDINERROR;
    String device = device(observation.getDevice());
    Whose whose = device == null ? Whose.SENDER : Whose.MENTIONED;
    if (anotherPerson(observation.getSubject())) {
      whose = Whose.ANOTHER_PERSON;
      device = null;
    }
    return new SentObject(whose, device, time, null, context, tried, retracts);
  }

  /**
   * Whether it says that it is of somebody else than the Observations before it: then it cannot be
   * of the sender's patient, or those cannot. That it is of nobody in particular tells nothing.
   */
  private boolean anotherPerson(Reference subject) {
    String said =
        subject.hasReference()
            ? subject.getReference()
            : subject.getIdentifier().getSystem() + "|" + subject.getIdentifier().getValue();
    if (!subject.hasReference() && !subject.getIdentifier().hasValue()) {
      return false;
    }
    if (person == null) {
      person = said;
    }
    return !person.equals(said);
  }

  /** The name that the device would be bound by; null when none is mentioned that could be one. */
  private @Nullable String device(Reference device) {
    String value =
        device.getIdentifier().hasValue()
            ? device.getIdentifier().getValue()
            : devices.get(device.getReference());
    if (value == null) {
      return null;
    }
    String name = EUI.matcher(value).matches() ? value.replaceAll("[-:]", "") : value;
    String lower = name.toLowerCase(Locale.ROOT);
    return DEVICE_NAME.matcher(lower).matches() ? lower : null;
  }

  private static boolean test(Node resource) {
    return resource.get("meta").get("security").elements().stream()
        .anyMatch(label -> label.is(Kind.OBJECT) && label.get("code").text().equals(TEST_DATA));
  }
}
