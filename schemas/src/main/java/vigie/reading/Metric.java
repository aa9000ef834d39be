package vigie.reading;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One kind of value, as the catalogue describes it.
 *
 * @param number stands for the metric in Kafka records and tables; never reused
 * @param id the metric's name, such as {@code heart-rate}
 * @param category what a patient consents to when this metric is sent; null for a technical one
 * @param loinc LOINC codes, the preferred one first; may be empty
 * @param mdc IEEE 11073-10101 codes; may be empty
 * @param fhirProfile name of the FHIR vital-signs profile, or null
 * @param unit canonical UCUM unit
 * @param accepted other units understood, with their conversion
 * @param low lowest plausible value in the canonical unit, inclusive
 * @param high highest plausible value in the canonical unit, inclusive
 * @param questionableBelow values from low to below this are kept as questionable; null for none
 * @param expectedInterval usual time between readings, where a device does not say
 * @param maxAlertAge a reading older than this when received never pages
 * @param alertable whether default rules may watch it
 * @param derivedFrom ids of the metrics that the detector makes it of; empty for one that is
 *     measured. A derived one is never taken from a device
 * @param codes for a coded metric the codes; the value is the index of one. Empty for a quantity
 */
public record Metric(
    int number,
    String id,
    @Nullable Category category,
    List<String> loinc,
    List<Integer> mdc,
    @Nullable String fhirProfile,
    String unit,
    List<Conversion> accepted,
    double low,
    double high,
    @Nullable Double questionableBelow,
    Duration expectedInterval,
    Duration maxAlertAge,
    boolean alertable,
    List<String> derivedFrom,
    List<String> codes) {

  /**
   * A unit that is understood beside the canonical one: {@code canonical = (value + offset) *
   * factor}.
   */
  public record Conversion(String unit, double factor, double offset) {}

  private static final int RANK_OF_OTHERS = 1_000;

  /** Checks what every metric must have. */
  public Metric {
    if (number <= 0 || number > Short.MAX_VALUE) {
      throw new IllegalArgumentException("metric " + id + ": number must be 1 to 32767");
    }
    if (low > high) {
      throw new IllegalArgumentException("metric " + id + ": low is above high");
    }
    derivedFrom = List.copyOf(derivedFrom);
    codes = List.copyOf(codes);
  }

  /**
   * What a patient consents to when this metric is sent.
   *
   * @throws IllegalStateException for a technical metric, which has none
   */
  @Override
  public Category category() {
    if (category == null) {
      throw new IllegalStateException("metric " + id + " is technical: it has no category");
    }
    return category;
  }

  /**
   * Whether it tells of a device or of the way its readings take, not of a patient: no device sends
   * it as a reading, and it is in no baseline.
   */
  public boolean technical() {
    return category == null;
  }

  /** Whether devices send it as readings. */
  public boolean measured() {
    return !technical() && !derived();
  }

  /** The value in the canonical unit, or empty when the unit is not one of this metric's. */
  public Optional<Double> toCanonical(double value, String fromUnit) {
    if (fromUnit.equals(unit)) {
      return Optional.of(value);
    }
    for (Conversion conversion : accepted) {
      if (conversion.unit().equals(fromUnit)) {
        return Optional.of((value + conversion.offset()) * conversion.factor());
      }
    }
    return Optional.empty();
  }

  /** Whether the canonical value is one that a living person and a working device can give. */
  public boolean plausible(double value) {
    return value >= low && value <= high;
  }

  /** Whether the detector makes it of others. */
  public boolean derived() {
    return !derivedFrom.isEmpty();
  }

  /** Whether values are codes of a list, not quantities. */
  public boolean coded() {
    return !codes.isEmpty();
  }

  /**
   * Its place among readings of one time, the least first: what a person was doing must be known
   * before what it explains, such as steps before a fast heart.
   */
  public int rank() {
    boolean doing = category == Category.PHYSICAL_ACTIVITY || category == Category.SLEEP;
    return doing ? number : RANK_OF_OTHERS + number;
  }
}
