package vigie.intake.decode;

import org.jspecify.annotations.Nullable;
import vigie.reading.Metric;
import vigie.reading.RejectionReason;

/**
 * A named value as it stands in the payload, before it is known what it shares with others.
 *
 * @param name the name sent
 * @param number the number; NaN when it is none
 * @param text the text, when it is one: a code
 * @param unit the unit sent beside it; null when none was
 * @param fault why the value cannot be read; null when it can
 */
record Measured(
    String name,
    double number,
    @Nullable String text,
    @Nullable String unit,
    @Nullable String fault) {

  static Measured number(String name, double number, @Nullable String unit) {
    return Double.isFinite(number)
        ? new Measured(name, number, null, unit, null)
        : new Measured(name, Double.NaN, null, unit, "is too large a number");
  }

  static Measured text(String name, String text, @Nullable String unit) {
    return new Measured(name, Double.NaN, text, unit, null);
  }

  static Measured unreadable(String name, String fault) {
    return new Measured(name, Double.NaN, null, null, fault);
  }

  /** A JSON value that stands where a number or a code should. */
  static Measured of(String name, Node value, @Nullable String unit) {
    return switch (value.kind()) {
      case NUMBER -> number(name, value.number(), unit);
      case TEXT -> text(name, value.text(), unit);
      case NULL -> unreadable(name, "is null");
      case BOOLEAN -> unreadable(name, "is a truth value, not a number");
      case ARRAY -> unreadable(name, "is a list, not a number");
      case OBJECT -> unreadable(name, "is an object, not a number");
      case MISSING -> unreadable(name, "has no value");
    };
  }

  /** The reading that this is when its name means that. */
  SentReading reading(SentObject object, String path, MetricNames.@Nullable Meaning meaning) {
    if (meaning == null) {
      return new SentReading(object, path, name, null, number, unit, Double.NaN, null, false);
    }
    return reading(object, path, meaning.metric(), meaning.unit(), false);
  }

  /** The reading of this metric; a unit that the name says must agree with one sent beside it. */
  SentReading reading(
      SentObject object, String path, Metric metric, @Nullable String named, boolean doubtful) {
    String said = named == null ? unit : named;
    Refusal refusal = null;
    double sent = number;
    if (named != null && unit != null && !unit.equals(named)) {
      refusal = unknownUnit("the name says " + named + ", the unit something else", metric);
    }
    String unread = fault;
    if (unread == null && text != null) {
      int code = metric.codes().indexOf(text);
      sent = code < 0 ? Double.NaN : code;
      unread =
          code >= 0
              ? null
              : metric.coded()
                  ? metric.id() + " has no such code"
                  : metric.id() + " must be a number";
    }
    if (unread == null && metric.coded() && sent != Math.rint(sent)) {
      unread = metric.id() + " must be a code or its number";
    }
    double canonical = sent;
    if (said != null && !said.equals(metric.unit())) {
      canonical = metric.toCanonical(sent, said).map(Measured::tidy).orElse(Double.NaN);
      if (Double.isNaN(canonical) && !Double.isNaN(sent)) {
        refusal = unknownUnit(metric.id() + " is not measured in that unit", metric);
      }
    }
    if (refusal == null && unread != null) {
      refusal = new Refusal(RejectionReason.BAD_VALUE, name + ": " + unread);
    }
    return new SentReading(object, path, name, metric, sent, said, canonical, refusal, doubtful);
  }

  /** Takes off the noise of binary fractions, so that 100.4 [degF] is 38 Cel and no less. */
  static double tidy(double value) {
    return Math.rint(value * 1e6) / 1e6;
  }

  static Refusal unknownUnit(String detail, Metric metric) {
    return new Refusal(
        RejectionReason.UNKNOWN_UNIT,
        detail + "; known are " + metric.unit() + " and those of the catalogue");
  }
}
