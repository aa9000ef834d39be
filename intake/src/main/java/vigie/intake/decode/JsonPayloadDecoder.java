package vigie.intake.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;

/**
 * The flat format: {@code {"ts": ms, "values": {name: value}}}, one object or an array of them, or
 * a bare {@code {name: value}}. A value is a number, a code, or {@code {"value": n, "unit": "u"}}.
 * Read as a stream, without a tree.
 */
public final class JsonPayloadDecoder implements PayloadDecoder {
  private final JsonInput json = JsonInput.ofShortTexts();
  private final MetricNames names;

  /** Decodes with these names for metrics. */
  public JsonPayloadDecoder(MetricNames names) {
    this.names = names;
  }

  @Override
  public Decoded decode(byte[] payload, Instant received) {
    return json.stream(payload, this::read);
  }

  private Decoded read(JsonParser parser) throws IOException {
    Gathering message = new Gathering();
    JsonToken first = parser.nextToken();
    if (first == JsonToken.START_OBJECT) {
      JsonObjectDraft.read(parser, names).finish(null, "", message);
    } else if (first == JsonToken.START_ARRAY) {
      for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
          return Decoded.malformed("[" + index + "] must be an object");
        }
        JsonObjectDraft.read(parser, names).finish(null, "[" + index + "].", message);
        if (message.overfull()) {
          break;
        }
      }
    } else {
      return Decoded.malformed("the payload must be an object or an array of objects");
    }
    return message.decoded();
  }
}
