package vigie.intake.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import vigie.reading.Context;
import vigie.reading.RejectionReason;

/**
 * One message that speaks for many devices, as ThingsBoard's gateways send it: {@code {"device":
 * [{"ts": ms, "values": {name: value}}]}}. Each element is an object of the flat format; a single
 * one may stand without its array.
 */
public final class JsonGatewayDecoder implements PayloadDecoder {
  private final JsonInput json = JsonInput.ofShortTexts();
  private final MetricNames names;

  /** Decodes with these names for metrics. */
  public JsonGatewayDecoder(MetricNames names) {
    this.names = names;
  }

  @Override
  public Decoded decode(byte[] payload, Instant received) {
    return json.stream(payload, this::read);
  }

  private Decoded read(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return Decoded.malformed("the payload must be an object with a field for each device");
    }
    Gathering message = new Gathering();
    while (parser.nextToken() != JsonToken.END_OBJECT && !message.overfull()) {
      String device = parser.currentName();
      if (parser.nextToken() == JsonToken.START_ARRAY) {
        for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
          object(parser, device, device + "[" + index + "]", message);
          if (message.overfull()) {
            break;
          }
        }
      } else {
        object(parser, device, device, message);
      }
    }
    return message.decoded();
  }

  private void object(JsonParser parser, String device, String path, Gathering message)
      throws IOException {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      JsonObjectDraft.read(parser, names).finish(device, path + ".", message);
      return;
    }
    parser.skipChildren();
    message.unreadable(
        new SentObject(device, SentTime.UNSAID, null, Context.UNKNOWN, false),
        path,
        RejectionReason.MALFORMED,
        "must be an object");
  }
}
