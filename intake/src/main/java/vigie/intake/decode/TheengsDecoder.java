package vigie.intake.decode;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vigie.intake.decode.Node.Kind;
import vigie.reading.Context;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;
import vigie.reading.RejectionReason;

/**
 * One Bluetooth advertisement as Theengs and OpenMQTTGateway decode it: {@code {"id":
 * "A4:C1:38:22:AA:BB", "unit": "kg", "weight": 71.2}}. The device is the address in lower case
 * without colons, and must be bound like any other; whoever passes by with a scale is not.
 *
 * <p>An advertisement has no time and is sent several times. Its readings get the time received,
 * rounded down to five seconds, so that repeats of one value have one id and change nothing.
 */
public final class TheengsDecoder implements PayloadDecoder {
  private static final long REPEATED_WITHIN_MILLIS = 5_000;
  private static final Pattern ADDRESS = Pattern.compile("([0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}");

  /** What may stand beside the values and says nothing of the patient. */
  private static final List<String> ENVELOPE = List.of("id", "unit", "weighing_mode", "type");

  private final JsonInput json = JsonInput.ofShortTexts();
  private final Metric weight;
  private final Metric heartRate;
  private final Metric temperature;

  /** Decodes to this catalogue's metrics. */
  public TheengsDecoder(MetricCatalogue catalogue) {
    weight = catalogue.metric("body-weight");
    heartRate = catalogue.metric("heart-rate");
    temperature = catalogue.metric("body-temperature");
  }

  @Override
  public Decoded decode(byte[] payload, Instant received) {
    return json.tree(payload, root -> read(root, received));
  }

  private Decoded read(Node root, Instant received) {
    if (!root.is(Kind.OBJECT)) {
      return Decoded.malformed("the payload must be an object");
    }
    String address = root.get("id").text();
    if (!ADDRESS.matcher(address).matches()) {
      return Decoded.malformed("id must be a Bluetooth address");
    }
    long millis = received.toEpochMilli();
    SentObject object =
        new SentObject(
            address.replace(":", "").toLowerCase(Locale.ROOT),
            new SentTime(millis - millis % REPEATED_WITHIN_MILLIS, null, true, null, null),
            null,
            Context.UNKNOWN,
            false);
    Gathering message = new Gathering();
    for (Map.Entry<String, Node> field : root.fields().entrySet()) {
      SentReading reading = reading(object, root, field.getKey(), field.getValue());
      if (reading != null) {
        message.add(reading);
      } else if (!ENVELOPE.contains(field.getKey())) {
        message.dropped(1);
      }
    }
    return message.decoded();
  }

  /** The reading of one field; null when it holds none. */
  private @Nullable SentReading reading(SentObject object, Node root, String name, Node value) {
    return switch (name) {
      case "weight" -> weight(object, root, value);
      case "bpm" -> Measured.of(name, value, null).reading(object, name, heartRate, null, false);
      case "tempc" -> temperature(object, root, Measured.of(name, value, "Cel"));
      // Sent beside tempc, it is the same value again.
      case "tempf" ->
          root.get("tempc").present()
              ? null
              : temperature(object, root, Measured.of(name, value, "[degF]"));
      default -> null;
    };
  }

  private SentReading weight(SentObject object, Node root, Node value) {
    Node unit = root.get("unit");
    SentReading reading =
        Measured.of("weight", value, unit.is(Kind.TEXT) ? unit.text() : null)
            .reading(object, "weight", weight, null, false);
    Node mode = root.get("weighing_mode");
    if (mode.present() && !mode.text().equals("person")) {
      return reading.refused(
          new Refusal(RejectionReason.BAD_VALUE, "the scale did not weigh a person"));
    }
    // A weight is nothing without its unit: scales are switched between kg, lb and jin.
    return unit.present()
        ? reading
        : reading.refused(Measured.unknownUnit("a weight without a unit", weight));
  }

  /** Most thermometers that advertise hang in rooms; those measure the humidity too. */
  private SentReading temperature(SentObject object, Node root, Measured measured) {
    Node type = root.get("type");
    boolean ofBody = type.present() ? type.text().equals("BODY") : !root.get("hum").present();
    return ofBody
        ? measured.reading(object, measured.name(), temperature, null, false)
        : measured.reading(object, measured.name(), null);
  }
}
