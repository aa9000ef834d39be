package vigie.intake.decode;

import java.util.List;
import java.util.Map;

/**
 * A JSON value, read whole. What is not there is {@link #MISSING}, which answers as an empty one
 * would, so that a decoder asks for {@code a.b.c} without asking for each first. Immutable.
 */
final class Node {
  /** What a value can be. */
  enum Kind {
    OBJECT,
    ARRAY,
    NUMBER,
    TEXT,
    BOOLEAN,
    NULL,
    MISSING
  }

  static final Node MISSING = new Node(Kind.MISSING, Map.of(), List.of(), Double.NaN, "");
  static final Node NULL = new Node(Kind.NULL, Map.of(), List.of(), Double.NaN, "");
  static final Node TRUE = new Node(Kind.BOOLEAN, Map.of(), List.of(), 1, "true");
  static final Node FALSE = new Node(Kind.BOOLEAN, Map.of(), List.of(), 0, "false");

  private final Kind kind;
  private final Map<String, Node> fields;
  private final List<Node> elements;
  private final double number;
  private final String text;

  private Node(
      Kind kind, Map<String, Node> fields, List<Node> elements, double number, String text) {
    this.kind = kind;
    this.fields = fields;
    this.elements = elements;
    this.number = number;
    this.text = text;
  }

  static Node object(Map<String, Node> fields) {
    return new Node(Kind.OBJECT, fields, List.of(), Double.NaN, "");
  }

  static Node array(List<Node> elements) {
    return new Node(Kind.ARRAY, Map.of(), elements, Double.NaN, "");
  }

  static Node number(double number) {
    return new Node(Kind.NUMBER, Map.of(), List.of(), number, "");
  }

  static Node text(String text) {
    return new Node(Kind.TEXT, Map.of(), List.of(), Double.NaN, text);
  }

  Kind kind() {
    return kind;
  }

  boolean is(Kind asked) {
    return kind == asked;
  }

  boolean present() {
    return kind != Kind.MISSING;
  }

  /** The field of this name; {@link #MISSING} when there is none or this is no object. */
  Node get(String name) {
    return fields.getOrDefault(name, MISSING);
  }

  /** An object's fields in the payload's order; empty for anything else. */
  Map<String, Node> fields() {
    return fields;
  }

  /** An array's elements; empty for anything else. */
  List<Node> elements() {
    return elements;
  }

  /** The number, 1 or 0 for a truth value; NaN for anything else. */
  double number() {
    return number;
  }

  /** Whether this is a number that is not too large. */
  boolean finite() {
    return kind == Kind.NUMBER && Double.isFinite(number);
  }

  /** The text; empty for anything else. */
  String text() {
    return text;
  }
}
