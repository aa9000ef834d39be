package vigie.gateway.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import vigie.reading.RejectionReason;

/**
 * The flat format: {@code {"ts": ms, "values": {name: value}}}, one object or an array of them, or
 * a bare {@code {name: value}}. A value is a number, a code, or {@code {"value": n, "unit": "u"}}.
 * Read as a stream, without a tree.
 */
public final class JsonPayloadDecoder implements PayloadDecoder {
  /** More in one message than any device gathers; keeps one message from filling the memory. */
  static final int READINGS_MAX = 5_000;

  private final JsonFactory json =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(8)
                  .maxNumberLength(40)
                  .maxStringLength(256)
                  .maxNameLength(128)
                  .build())
          // The parser's own message must not carry what a patient's device sent.
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private final MetricNames names;

  /** Decodes with these names for metrics. */
  public JsonPayloadDecoder(MetricNames names) {
    this.names = names;
  }

  @Override
  public Decoded decode(byte[] payload) {
    try (JsonParser parser = json.createParser(payload)) {
      return new Reader(parser).read();
    } catch (StreamConstraintsException e) {
      return refused(RejectionReason.TOO_LARGE, "a name, text, number or nesting is too long", e);
    } catch (JsonProcessingException e) {
      return refused(RejectionReason.MALFORMED, "the payload is not valid JSON", e);
    } catch (IOException e) {
      return Decoded.refused(
          new Refusal(RejectionReason.MALFORMED, "the payload is not valid UTF-8 text"));
    }
  }

  private static Decoded refused(RejectionReason reason, String what, JsonProcessingException e) {
    long at = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
    return Decoded.refused(new Refusal(reason, at < 0 ? what : what + ", at byte " + at));
  }

  /** One payload being read. */
  private final class Reader {
    private final JsonParser parser;
    private final List<SentReading> readings = new ArrayList<>();
    private int droppedFields;
    private int correctedTimes;

    Reader(JsonParser parser) {
      this.parser = parser;
    }

    Decoded read() throws IOException {
      JsonToken first = parser.nextToken();
      if (first == JsonToken.START_OBJECT) {
        object("");
      } else if (first == JsonToken.START_ARRAY) {
        int index = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          if (parser.currentToken() != JsonToken.START_OBJECT) {
            return malformed("[" + index + "] must be an object");
          }
          object("[" + index + "].");
          if (readings.size() > READINGS_MAX) {
            return Decoded.refused(
                new Refusal(
                    RejectionReason.TOO_LARGE,
                    "more than " + READINGS_MAX + " readings in one message"));
          }
          index++;
        }
      } else {
        return malformed("the payload must be an object or an array of objects");
      }
      if (parser.nextToken() != null) {
        return malformed("something follows the JSON value");
      }
      if (readings.isEmpty()) {
        return malformed("no reading in the payload");
      }
      return new Decoded(readings, null, droppedFields, correctedTimes);
    }

    private Decoded malformed(String detail) {
      return Decoded.refused(new Refusal(RejectionReason.MALFORMED, detail));
    }

    private void object(String prefix) throws IOException {
      JsonObjectDraft draft = new JsonObjectDraft(names);
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        draft.field(parser);
      }
      draft.finish(prefix, readings);
      droppedFields += draft.droppedFields();
      correctedTimes += draft.correctedTimes();
    }
  }
}
