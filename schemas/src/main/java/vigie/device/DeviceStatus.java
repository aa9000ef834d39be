package vigie.device;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vigie.reading.DeviceId;
import vigie.reading.PatientId;

/**
 * How a device says that it fares. No measure of a patient: no rule reads it.
 *
 * @param device the device
 * @param patient whose it was when it said so
 * @param state what it does
 * @param battery charge in percent, 0 to 100; null when not said
 * @param at when it was so, by the device's clock; the time received when not said
 * @param received when the gateway heard of it
 */
public record DeviceStatus(
    DeviceId device,
    PatientId patient,
    State state,
    @Nullable Integer battery,
    Instant at,
    Instant received) {

  /** What a device does. */
  public enum State {
    ONLINE,
    /** Gone; also what the broker says in the device's name when it loses it. */
    OFFLINE,
    CHARGING,
    OFF_WRIST
  }
}
