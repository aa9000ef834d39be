package vigie.intake.decode;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import vigie.reading.Context;
import vigie.reading.Metric;

/**
 * A value that a person gives of a reading that is there already. It is read as a device's value
 * is, so that the same checks can be asked.
 *
 * @param metric what was measured
 * @param value a number, or a code's index
 * @param unit UCUM; null for the metric's own
 */
public record TypedValue(Metric metric, double value, @Nullable String unit) {
  /**
   * The value as if it had been sent.
   *
   * @param time the reading's
   * @param sequence the device's own number for it; null when it has none
   * @param context what the patient was doing
   * @param test whether the reading was made to try the system
   * @param beside what the device measured with it, in canonical units
   */
  public SentReading of(
      SentTime time,
      @Nullable Long sequence,
      Context context,
      boolean test,
      Map<Metric, Double> beside) {
    SentObject object = new SentObject(null, time, sequence, context, test);
    beside.forEach(
        (other, canonical) -> {
          if (!other.equals(metric)) {
            object.add(read(object, other, canonical, null));
          }
        });
    return object.add(read(object, metric, value, unit));
  }

  private static SentReading read(
      SentObject object, Metric metric, double value, @Nullable String unit) {
    return Measured.number(metric.id(), value, unit)
        .reading(object, metric.id(), metric, null, false);
  }
}
