package vigie.alert;

import java.time.Instant;
import vigie.reading.DeviceId;
import vigie.reading.Quality;

/**
 * One reading that an alert rests on; value in the metric's canonical unit.
 *
 * @param quality how far it can be trusted
 */
public record Evidence(
    Instant effective, Instant received, double value, DeviceId device, Quality quality) {
  /** A valid one. */
  public Evidence(Instant effective, Instant received, double value, DeviceId device) {
    this(effective, received, value, device, Quality.VALID);
  }
}
