package vigie.intake.decode;

import java.time.Instant;
import java.util.Set;
import vigie.intake.decode.Node.Kind;
import vigie.reading.Context;
import vigie.reading.MetricCatalogue;
import vigie.reading.RejectionReason;

/**
 * FHIR R4 in JSON: an Observation, or a transaction, batch or collection Bundle of them, in the
 * shapes of HL7's Personal Health Device guide and of the French "Mesures de santé". The bytes are
 * first read within limits; only single resources that are Observations reach the FHIR parser. What
 * a Bundle says besides (whom it is about, under which condition to create) decides nothing: the
 * patient is the one of the device's binding.
 */
public final class FhirDecoder implements PayloadDecoder {
  private static final Set<String> BUNDLE_TYPES = Set.of("transaction", "batch", "collection");
  private static final Set<String> SENDING = Set.of("", "POST", "PUT");

  private final JsonInput json = JsonInput.ofResources();
  private final FhirCodes codes;

  /** Decodes to this catalogue's metrics. */
  public FhirDecoder(MetricCatalogue catalogue) {
    codes = new FhirCodes(catalogue);
  }

  @Override
  public Decoded decode(byte[] payload, Instant received) {
    return json.tree(payload, this::read);
  }

  /** Reads one Observation, so that the first that is sent does not wait for the model to load. */
  @Override
  public void warmUp() {
    FhirResources.warmUp();
  }

  private Decoded read(Node root) {
    String type = root.get("resourceType").text();
    if (!type.equals("Observation") && !type.equals("Bundle")) {
      return Decoded.malformed("the payload must be an Observation or a Bundle");
    }
    Gathering message = new Gathering();
    FhirMessage fhir = new FhirMessage(codes, message, root);
    if (type.equals("Observation")) {
      fhir.observation(root, "");
      return message.decoded();
    }
    if (!BUNDLE_TYPES.contains(root.get("type").text())) {
      return Decoded.malformed("a Bundle's type must be transaction, batch or collection");
    }
    int index = 0;
    for (Node entry : root.get("entry").elements()) {
      entry(entry, "entry[" + index + "]", fhir, message);
      if (message.overfull()) {
        break;
      }
      index++;
    }
    return message.decoded();
  }

  private static void entry(Node entry, String path, FhirMessage fhir, Gathering message) {
    Node resource = entry.get("resource");
    if (!resource.is(Kind.OBJECT) || !SENDING.contains(entry.get("request").get("method").text())) {
      message.unreadable(
          new SentObject(null, SentTime.UNSAID, null, Context.UNKNOWN, false),
          path,
          RejectionReason.MALFORMED,
          "an entry must have a resource, to POST or to PUT");
    } else if (resource.get("resourceType").text().equals("Observation")) {
      fhir.observation(resource, path + ".resource.");
    } else {
      // Patients, devices and the like come with each Bundle; we keep none of them (C-94).
      message.dropped(1);
    }
  }
}
