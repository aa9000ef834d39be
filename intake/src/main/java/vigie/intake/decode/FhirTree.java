package vigie.intake.decode;

import ca.uhn.fhir.parser.json.BaseJsonLikeArray;
import ca.uhn.fhir.parser.json.BaseJsonLikeObject;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue;
import ca.uhn.fhir.parser.json.BaseJsonLikeWriter;
import ca.uhn.fhir.parser.json.JsonLikeStructure;
import java.io.Reader;
import java.io.Writer;
import java.util.Iterator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A JSON value that was read within our limits, as HAPI FHIR's parser wants to see it. */
final class FhirTree {
  /** HTML that would go through one more parser, and what is read on its own. */
  private static final Set<String> LEFT_OUT = Set.of("text", "contained");

  private FhirTree() {}

  /** A resource without its narrative and the resources it contains. */
  static JsonLikeStructure of(Node resource) {
    return new Structure(new ObjectView(resource, LEFT_OUT));
  }

  private static @Nullable BaseJsonLikeValue view(Node node) {
    return switch (node.kind()) {
      case OBJECT -> new ObjectView(node, Set.of());
      case ARRAY -> new ArrayView(node);
      case NULL -> BaseJsonLikeValue.NULL;
      case BOOLEAN -> node.number() == 0 ? BaseJsonLikeValue.FALSE : BaseJsonLikeValue.TRUE;
      case NUMBER -> new Scalar(number(node.number()), BaseJsonLikeValue.ScalarType.NUMBER);
      case TEXT -> new Scalar(node.text(), BaseJsonLikeValue.ScalarType.STRING);
      case MISSING -> null;
    };
  }

  /** Whole numbers without a point, which FHIR's integers must not have. */
  private static String number(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  private static final class ObjectView extends BaseJsonLikeObject {
    private final Node node;
    private final Set<String> leftOut;

    ObjectView(Node node, Set<String> leftOut) {
      this.node = node;
      this.leftOut = leftOut;
    }

    @Override
    public Object getValue() {
      return node;
    }

    @Override
    public Iterator<String> keyIterator() {
      return node.fields().keySet().stream().filter(name -> !leftOut.contains(name)).iterator();
    }

    @Override
    public @Nullable BaseJsonLikeValue get(String name) {
      return leftOut.contains(name) ? null : view(node.get(name));
    }
  }

  private static final class ArrayView extends BaseJsonLikeArray {
    private final Node node;

    ArrayView(Node node) {
      this.node = node;
    }

    @Override
    public Object getValue() {
      return node;
    }

    @Override
    public int size() {
      return node.elements().size();
    }

    @Override
    public @Nullable BaseJsonLikeValue get(int index) {
      return view(node.elements().get(index));
    }
  }

  private static final class Scalar extends BaseJsonLikeValue {
    private final String text;
    private final ScalarType type;

    Scalar(String text, ScalarType type) {
      this.text = text;
      this.type = type;
    }

    @Override
    public ValueType getJsonType() {
      return ValueType.SCALAR;
    }

    @Override
    public ScalarType getDataType() {
      return type;
    }

    @Override
    public Object getValue() {
      return text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** Only read from. */
  private record Structure(BaseJsonLikeObject getRootObject) implements JsonLikeStructure {
    @Override
    public JsonLikeStructure getInstance() {
      return this;
    }

    @Override
    public void load(Reader reader) {
      throw new UnsupportedOperationException("it is read already");
    }

    @Override
    public void load(Reader reader, boolean allowArray) {
      load(reader);
    }

    @Override
    public BaseJsonLikeWriter getJsonLikeWriter(Writer writer) {
      throw new UnsupportedOperationException("nothing is written");
    }

    @Override
    public BaseJsonLikeWriter getJsonLikeWriter() {
      throw new UnsupportedOperationException("nothing is written");
    }
  }
}
