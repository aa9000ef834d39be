package vigie.intake.decode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vigie.intake.decode.Node.Kind;
import vigie.reading.Context;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;
import vigie.reading.RejectionReason;

/**
 * Open mHealth and IEEE 1752 data points: one, or an array of them. The header names the schema; a
 * point that its schema forbids is refused, and so is a statistic over an interval, which must not
 * pass for a reading.
 */
public final class OmhDecoder implements PayloadDecoder {
  private static final Set<String> NAMESPACES = Set.of("omh", "ieee");
  private static final Set<String> MODALITIES = Set.of("sensed", "self-reported");

  /** What glucose is measured in when it is not blood. */
  private static final Set<String> NOT_BLOOD =
      Set.of("breath", "lacrimal fluid", "saliva", "sweat", "tears", "urine");

  private final JsonInput json = JsonInput.ofLongTexts();
  private final MetricCatalogue catalogue;

  /** Decodes to this catalogue's metrics. */
  public OmhDecoder(MetricCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public Decoded decode(byte[] payload, Instant received) {
    return json.tree(payload, this::read);
  }

  private Decoded read(Node root) {
    Gathering message = new Gathering();
    if (root.is(Kind.ARRAY)) {
      int index = 0;
      for (Node point : root.elements()) {
        point(point, "[" + index + "].", message);
        if (message.overfull()) {
          break;
        }
        index++;
      }
    } else if (root.is(Kind.OBJECT)) {
      point(root, "", message);
    } else {
      return Decoded.malformed("the payload must be a data point or an array of them");
    }
    return message.decoded();
  }

  private void point(Node point, String prefix, Gathering message) {
    Node header = point.get("header");
    Node body = point.get("body");
    String wrong = wrongHeader(header);
    if (!wrong.isEmpty()) {
      refuse(message, prefix + "header", RejectionReason.MALFORMED, wrong);
      return;
    }
    Node id = header.get("schema_id");
    String name = id.get("name").text();
    OmhSchema schema =
        NAMESPACES.contains(id.get("namespace").text()) ? OmhSchema.find(name) : null;
    if (schema == null) {
      refuse(
          message,
          prefix + "header.schema_id",
          RejectionReason.UNKNOWN_METRIC,
          "namespace and name are no schema that is taken");
      return;
    }
    String path = prefix + "body";
    if (!body.is(Kind.OBJECT)) {
      refuse(message, path, RejectionReason.MALFORMED, "must be an object");
      return;
    }
    body(schema, majorVersion(id.get("version").text()), header, body, path, message);
  }

  private void body(
      OmhSchema schema, int version, Node header, Node body, String path, Gathering message) {
    boolean strict = version >= schema.strictFrom();
    SentTime time = OmhTime.read(body.get("effective_time_frame"), strict, schema.interval());
    SentObject object = new SentObject(null, time, null, context(body), false);
    String missing = missing(schema, body);
    SourceQuality source =
        modality(header).text().equals("self-reported")
            ? SourceQuality.SELF_REPORTED
            : SourceQuality.VALID;
    List<SentReading> readings = new ArrayList<>(schema.parts().size());
    Refusal refusal = bodyFault(body, missing);
    for (OmhSchema.Part part : schema.parts()) {
      Node value = body.get(part.field());
      if (!value.present()) {
        continue;
      }
      SentReading reading =
          measured(part, value)
              .reading(object, path + "." + part.field(), metric(part, body), null, false)
              .said(source);
      if (refusal == null) {
        refusal =
            unitFault(part, value)
                ? Measured.unknownUnit("not a unit of the schema", reading.knownMetric())
                : reading.fault();
      }
      readings.add(reading);
    }
    if (refusal == null && time.fault() != null) {
      refusal = malformed(time.fault());
    }
    if (refusal == null) {
      refusal = notTaken(body);
    }
    if (readings.isEmpty()) {
      refuse(
          message,
          path,
          RejectionReason.MALFORMED,
          missing.isEmpty() ? "holds no value that is taken" : missing + " is missing");
    }
    // A data point is one measurement: what is wrong with a part of it is wrong with it.
    for (SentReading reading : readings) {
      message.add(refusal == null ? reading : reading.refused(refusal));
    }
  }

  private static @Nullable Refusal bodyFault(Node body, String missing) {
    String wrongCode = OmhSchema.wrongCode(body);
    if (!wrongCode.isEmpty()) {
      return malformed(wrongCode + " is none that the schema has");
    }
    return missing.isEmpty() ? null : malformed(missing + " is missing");
  }

  /** Why a valid body is no reading; null when it is one. */
  private static @Nullable Refusal notTaken(Node body) {
    Node statistic = body.get("descriptive_statistic");
    if (statistic.present()) {
      return new Refusal(RejectionReason.STATISTIC, "the " + statistic.text() + " of an interval");
    }
    String specimen = body.get("specimen_source").text();
    return NOT_BLOOD.contains(specimen)
        ? new Refusal(
            RejectionReason.UNKNOWN_METRIC, "glucose of " + specimen + " is not blood glucose")
        : null;
  }

  private static String missing(OmhSchema schema, Node body) {
    if (!schema.required().isEmpty() && !body.get(schema.required()).present()) {
      return schema.required();
    }
    for (OmhSchema.Part part : schema.parts()) {
      if (!part.optional() && !body.get(part.field()).present()) {
        return part.field();
      }
    }
    return "";
  }

  /** Step counts were bare numbers before they were values with a unit. */
  private static Measured measured(OmhSchema.Part part, Node value) {
    if (!value.is(Kind.OBJECT)) {
      return number(part, value, null);
    }
    String unit = part.units().get(value.get("unit").text());
    return number(part, value.get("value"), unit);
  }

  private static Measured number(OmhSchema.Part part, Node value, @Nullable String unit) {
    return value.is(Kind.TEXT)
        ? Measured.unreadable(part.field(), "is a text, not a number")
        : Measured.of(part.field(), value, unit);
  }

  private static boolean unitFault(OmhSchema.Part part, Node value) {
    return value.is(Kind.OBJECT)
        ? !part.units().containsKey(value.get("unit").text())
        : !part.field().equals("step_count");
  }

  private Metric metric(OmhSchema.Part part, Node body) {
    return catalogue.metric(
        part.metric().equals("glucose")
                && body.get("specimen_source").text().equals("interstitial fluid")
            ? "glucose-cgm"
            : part.metric());
  }

  private static Context context(Node body) {
    String sleep = body.get("temporal_relationship_to_sleep").text();
    String activity = body.get("temporal_relationship_to_physical_activity").text();
    String meal = body.get("temporal_relationship_to_meal").text();
    if (sleep.equals("during sleep")) {
      return Context.SLEEP;
    }
    if (activity.equals("active") || activity.equals("during exercise")) {
      return Context.EXERCISE;
    }
    if (activity.equals("at rest")) {
      return Context.REST;
    }
    boolean eaten = meal.startsWith("after") || meal.startsWith("with") || meal.startsWith("2 h");
    return eaten ? Context.MEAL : Context.UNKNOWN;
  }

  /** What a header lacks; empty when it is whole. IEEE 1752 names two of its fields otherwise. */
  private static String wrongHeader(Node header) {
    if (!header.is(Kind.OBJECT)) {
      return "must be an object";
    }
    if (!header.get("id").is(Kind.TEXT) && !header.get("uuid").is(Kind.TEXT)) {
      return "needs an id";
    }
    Node created = header.get("creation_date_time");
    Node createdAtSource = header.get("source_creation_date_time");
    if (OmhTime.dateTime(created.present() ? created : createdAtSource) == null) {
      return "creation_date_time must be a date and time with an offset";
    }
    Node user = header.get("user_id");
    if (user.present() && !user.is(Kind.TEXT)) {
      return "user_id must be a text";
    }
    Node modality = modality(header);
    if (modality.present() && !MODALITIES.contains(modality.text())) {
      return "modality must be sensed or self-reported";
    }
    Node schema = header.get("schema_id");
    for (String field : List.of("namespace", "name", "version")) {
      if (!schema.get(field).is(Kind.TEXT)) {
        return "schema_id needs a " + field;
      }
    }
    return majorVersion(schema.get("version").text()) < 1 ? "version must be as 1.0" : "";
  }

  private static Node modality(Node header) {
    Node modality = header.get("acquisition_provenance").get("modality");
    return modality.present() ? modality : header.get("modality");
  }

  private static int majorVersion(String version) {
    int dot = version.indexOf('.');
    try {
      return Integer.parseInt(dot < 0 ? version : version.substring(0, dot));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static Refusal malformed(String detail) {
    return new Refusal(RejectionReason.MALFORMED, detail);
  }

  private static void refuse(
      Gathering message, String path, RejectionReason reason, String detail) {
    message.unreadable(
        new SentObject(null, SentTime.UNSAID, null, Context.UNKNOWN, false), path, reason, detail);
  }
}
