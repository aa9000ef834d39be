package vigie.intake.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import vigie.reading.RejectionReason;

/**
 * Reads JSON within limits, and says what is wrong with it without repeating it: the parser's own
 * messages would carry what a patient's device sent.
 */
final class JsonInput {
  /** What is done with the parser, which stands before the first token. */
  interface Body {
    Decoded read(JsonParser parser) throws IOException;
  }

  private static final int DEPTH_MAX = 8;

  /** Keeps a tree in proportion to what 5,000 readings need. */
  private static final long TOKENS_MAX = 200_000;

  private final JsonFactory json;

  private JsonInput(int textMax, int depthMax) {
    json =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(depthMax)
                    .maxNumberLength(40)
                    .maxStringLength(textMax)
                    .maxNameLength(128)
                    .maxTokenCount(TOKENS_MAX)
                    .build())
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();
  }

  /** For formats in which every text is a name or a code. */
  static JsonInput ofShortTexts() {
    return new JsonInput(256, DEPTH_MAX);
  }

  /** For formats with room for notes. */
  static JsonInput ofLongTexts() {
    return new JsonInput(4_096, DEPTH_MAX);
  }

  /** For FHIR: narratives are long, and a coding of a component of a bundled resource is deep. */
  static JsonInput ofResources() {
    return new JsonInput(1 << 16, 24);
  }

  /** Reads a payload as a stream. */
  Decoded stream(byte[] payload, Body body) {
    try (JsonParser parser = json.createParser(payload)) {
      Decoded decoded = body.read(parser);
      if (decoded.refusal() == null && parser.nextToken() != null) {
        return Decoded.malformed("something follows the JSON value");
      }
      return decoded;
    } catch (StreamConstraintsException e) {
      return refused(RejectionReason.TOO_LARGE, "a name, text, number or nesting is too long", e);
    } catch (JsonProcessingException e) {
      return refused(RejectionReason.MALFORMED, "the payload is not valid JSON", e);
    } catch (IOException e) {
      return Decoded.malformed("the payload is not valid UTF-8 text");
    }
  }

  /** Reads a payload whole; a name that stands twice in one object makes it ambiguous. */
  Decoded tree(byte[] payload, Function<Node, Decoded> body) {
    return stream(
        payload,
        parser -> {
          JsonToken first = parser.nextToken();
          if (first == null) {
            return Decoded.malformed("the payload is empty");
          }
          Tree tree = new Tree(parser);
          Node root = tree.node(first);
          // What follows must be seen before anything is made of the first value.
          if (parser.nextToken() != null) {
            return Decoded.malformed("something follows the JSON value");
          }
          return tree.twice
              ? Decoded.malformed("a name stands twice in one object")
              : body.apply(root);
        });
  }

  private static Decoded refused(RejectionReason reason, String what, JsonProcessingException e) {
    long at = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
    return Decoded.refused(new Refusal(reason, at < 0 ? what : what + ", at byte " + at));
  }

  /** One tree being read; its depth is bounded by the parser. */
  private static final class Tree {
    private final JsonParser parser;
    private boolean twice;

    Tree(JsonParser parser) {
      this.parser = parser;
    }

    Node node(JsonToken token) throws IOException {
      return switch (token) {
        case START_OBJECT -> {
          Map<String, Node> fields = new LinkedHashMap<>();
          while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            twice |= fields.put(name, node(parser.nextToken())) != null;
          }
          yield Node.object(fields);
        }
        case START_ARRAY -> {
          List<Node> elements = new ArrayList<>();
          for (JsonToken next = parser.nextToken();
              next != JsonToken.END_ARRAY;
              next = parser.nextToken()) {
            elements.add(node(next));
          }
          yield Node.array(elements);
        }
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Node.number(parser.getDoubleValue());
        case VALUE_STRING -> Node.text(parser.getText());
        case VALUE_TRUE -> Node.TRUE;
        case VALUE_FALSE -> Node.FALSE;
        default -> Node.NULL;
      };
    }
  }
}
