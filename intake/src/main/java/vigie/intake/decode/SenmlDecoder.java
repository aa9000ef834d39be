package vigie.intake.decode;

import java.time.Instant;
import vigie.intake.decode.Node.Kind;

/**
 * SenML in JSON (RFC 8428): a pack is an array of records, in which base fields hold for their own
 * record and all that follow. What the RFC forbids for the pack refuses the pack; what is wrong in
 * one record refuses the record, and those that lean on its base fields.
 */
public final class SenmlDecoder implements PayloadDecoder {
  /** Version 10 of the RFC: what a pack that says nothing is. */
  private static final double VERSION_DEFAULT = 10;

  /** RFC 9100: version 10 with the secondary units of RFC 8798. */
  private static final double VERSION_SECONDARY_UNITS = 26;

  private final JsonInput json = JsonInput.ofLongTexts();
  private final MetricNames names;

  /** Decodes with these names for metrics. */
  public SenmlDecoder(MetricNames names) {
    this.names = names;
  }

  @Override
  public Decoded decode(byte[] payload, Instant received) {
    return json.tree(payload, root -> read(root, received));
  }

  private Decoded read(Node root, Instant received) {
    if (!root.is(Kind.ARRAY)) {
      return Decoded.malformed("a SenML pack must be an array of records");
    }
    String forbidden = forbidden(root);
    if (!forbidden.isEmpty()) {
      return Decoded.malformed(forbidden);
    }
    Gathering message = new Gathering();
    SenmlPack pack = new SenmlPack(names, received.toEpochMilli(), message);
    int index = 0;
    for (Node entry : root.elements()) {
      pack.record(entry, "[" + index + "]");
      if (message.overfull()) {
        break;
      }
      index++;
    }
    return message.decoded();
  }

  /** Why the RFC lets nobody read this pack who knows no more than we; empty when it does. */
  private static String forbidden(Node root) {
    Node version = Node.MISSING;
    int index = 0;
    for (Node entry : root.elements()) {
      for (String field : entry.fields().keySet()) {
        if (field.endsWith("_")) {
          return "[" + index + "]." + field + " must be understood, and is not";
        }
      }
      Node said = entry.get("bver");
      if (said.present()) {
        if (said.number() != VERSION_DEFAULT && said.number() != VERSION_SECONDARY_UNITS) {
          return "[" + index + "].bver must be 10 or 26";
        }
        if (version.present() && version.number() != said.number()) {
          return "[" + index + "].bver differs from an earlier record's";
        }
        version = said;
      }
      index++;
    }
    return "";
  }
}
