package vigie.alert;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A comparison of a value with a number, such as {@code >= 131}. */
public record Condition(Op op, double limit) {
  private static final Pattern SHAPE = Pattern.compile("(>=|>|<=|<) (-?[0-9]+(?:\\.[0-9]+)?)");

  /** How to compare. */
  public enum Op {
    AT_LEAST(">="),
    ABOVE(">"),
    AT_MOST("<="),
    BELOW("<");

    private final String sign;

    Op(String sign) {
      this.sign = sign;
    }
  }

  /** Reads {@code >= 131}, {@code > 5}, {@code <= 8} or {@code < 54}. */
  public static Condition parse(String text) {
    Matcher matcher = SHAPE.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "condition must be one of >= > <= < and a number, such as '>= 131', was '" + text + "'");
    }
    for (Op op : Op.values()) {
      if (op.sign.equals(matcher.group(1))) {
        return new Condition(op, Double.parseDouble(matcher.group(2)));
      }
    }
    throw new IllegalArgumentException("condition has no known comparison: '" + text + "'");
  }

  /** Whether the value meets it. */
  public boolean holds(double value) {
    return switch (op) {
      case AT_LEAST -> value >= limit;
      case ABOVE -> value > limit;
      case AT_MOST -> value <= limit;
      case BELOW -> value < limit;
    };
  }

  /** Whether greater values are worse. */
  public boolean rising() {
    return op == Op.AT_LEAST || op == Op.ABOVE;
  }

  /** Whether some value meets both, where the other points the other way. */
  public boolean overlaps(Condition opposite) {
    return opposite.limit == limit
        ? holds(limit) && opposite.holds(limit)
        : rising() == opposite.limit > limit;
  }

  /** The same comparison with another number. */
  public Condition withLimit(double other) {
    return new Condition(op, other);
  }

  @Override
  public String toString() {
    String number =
        limit == Math.rint(limit) ? Long.toString((long) limit) : Double.toString(limit);
    return op.sign + " " + number;
  }
}
