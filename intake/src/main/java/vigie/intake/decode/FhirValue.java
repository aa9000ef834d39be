package vigie.intake.decode;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.SampledData;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import vigie.reading.Metric;
import vigie.reading.RejectionReason;

/** Reads {@code value[x]} of a metric. */
final class FhirValue {
  private static final String UCUM = "http://unitsofmeasure.org";

  /** Sensors that say LOW and HIGH at the ends of their range (clinical reference 1.1). */
  private static final Set<String> CENSORED = Set.of("glucose-cgm");

  /** What UCUM lets anybody write into a unit without changing it. */
  private static final Pattern ANNOTATION = Pattern.compile("\\{[^{}]*}");

  private FhirValue() {}

  static SentReading reading(
      SentObject object, String path, Metric metric, @Nullable Type value, boolean doubtful) {
    if (value instanceof Quantity quantity) {
      return quantity(object, path, metric, quantity, doubtful);
    }
    return measured(metric, value).reading(object, path, metric, null, doubtful);
  }

  private static Measured measured(Metric metric, @Nullable Type value) {
    String name = metric.id();
    if (value == null || value.isEmpty()) {
      return Measured.unreadable(name, "there is no value");
    }
    if (value instanceof CodeableConcept concept) {
      return Measured.text(name, code(metric, concept), null);
    }
    if (value instanceof StringType string) {
      return Measured.text(name, string.getValue(), null);
    }
    if (value instanceof BooleanType truth && metric.codes().size() == 2) {
      // Of two codes the second one affirms: no/yes, cancelled/fall.
      return Measured.number(name, truth.booleanValue() ? 1 : 0, null);
    }
    if (value instanceof IntegerType number && metric.unit().equals("1")) {
      return Measured.number(name, number.getValue(), null);
    }
    if (value instanceof SampledData) {
      return Measured.unreadable(name, "a row of samples is no single reading");
    }
    return Measured.unreadable(name, "a value of this type is not taken");
  }

  /** The catalogue's code among the codings; else the text, which may be one. */
  private static String code(Metric metric, CodeableConcept concept) {
    for (Coding coding : concept.getCoding()) {
      if (coding.getCode() != null && metric.codes().contains(coding.getCode())) {
        return coding.getCode();
      }
    }
    return concept.hasText() ? concept.getText() : "";
  }

  private static SentReading quantity(
      SentObject object, String path, Metric metric, Quantity quantity, boolean doubtful) {
    BigDecimal value = quantity.getValue();
    String unit = unit(metric, quantity);
    Measured measured =
        value == null
            ? Measured.unreadable(metric.id(), "has no number")
            : Measured.number(metric.id(), value.doubleValue(), unit);
    SentReading reading = measured.reading(object, path, metric, null, doubtful);
    if (reading.fault() != null) {
      return reading;
    }
    if (quantity.hasComparator() && !CENSORED.contains(metric.id())) {
      return reading.refused(
          new Refusal(RejectionReason.BAD_VALUE, metric.id() + ": is only a bound"));
    }
    if (unit == null && !metric.unit().equals("1")) {
      return reading.refused(Measured.unknownUnit(metric.id() + " without a unit", metric));
    }
    return contradicts(metric, unit, quantity.getUnit())
        ? reading.refused(Measured.unknownUnit("the code says one unit, the text another", metric))
        : reading;
  }

  /** The unit in the catalogue's spelling where it has one; null when none was sent. */
  private static @Nullable String unit(Metric metric, Quantity quantity) {
    boolean coded = !quantity.hasSystem() || quantity.getSystem().equals(UCUM);
    String said = coded && quantity.hasCode() ? quantity.getCode() : quantity.getUnit();
    if (said == null || known(metric, said)) {
      return said;
    }
    String plain = ANNOTATION.matcher(said).replaceAll("");
    if (plain.isEmpty()) {
      plain = "1";
    } else if (plain.startsWith("1/")) {
      plain = plain.substring(1);
    }
    return known(metric, plain) ? plain : said;
  }

  private static boolean known(Metric metric, String unit) {
    return metric.toCanonical(1, unit).isPresent();
  }

  private static boolean contradicts(Metric metric, @Nullable String code, @Nullable String text) {
    if (code == null || text == null) {
      return false;
    }
    Optional<Double> other = metric.toCanonical(1, text);
    return other.isPresent() && !other.equals(metric.toCanonical(1, code));
  }
}
