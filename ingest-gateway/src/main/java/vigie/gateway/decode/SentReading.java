package vigie.gateway.decode;

import org.jspecify.annotations.Nullable;
import vigie.reading.Metric;

/**
 * One reading as the device sent it, not yet checked.
 *
 * @param object what it shares with the readings sent beside it
 * @param path where in the payload, such as {@code [3].values.hr}
 * @param name the name sent
 * @param metric what that name means; null when nothing
 * @param sent the number sent, or a code's index; NaN when unreadable
 * @param unit the unit given by field or name; null when none was
 * @param canonical the value in the metric's canonical unit; NaN when it cannot be told
 * @param unitFault why the unit cannot be used; null when it can
 * @param valueFault why the value cannot be read; null when it can
 */
public record SentReading(
    SentObject object,
    String path,
    String name,
    @Nullable Metric metric,
    double sent,
    @Nullable String unit,
    double canonical,
    @Nullable String unitFault,
    @Nullable String valueFault) {

  /** Whether converting changed the number. */
  public boolean converted() {
    return canonical != sent;
  }

  /** The metric of a reading that passed the check for it. */
  public Metric knownMetric() {
    if (metric == null) {
      throw new IllegalStateException("asked for the metric of '" + name + "', which is unknown");
    }
    return metric;
  }
}
