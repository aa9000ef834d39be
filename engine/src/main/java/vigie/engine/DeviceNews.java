package vigie.engine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vigie.device.DeviceBinding;
import vigie.device.DeviceStatus;
import vigie.device.FormerBinding;
import vigie.reading.PatientId;
import vigie.reading.RejectedReading;
import vigie.reading.RejectionReason;

/**
 * What one patient's alerts must know of one device: of a binding without its credentials, of a
 * status all but the patient. Times in milliseconds since 1970 UTC.
 */
public sealed interface DeviceNews {
  /** The device's id. */
  String device();

  /**
   * The device is the patient's.
   *
   * @param intervalSeconds how often it measures; 0 when its binding does not say
   */
  record Bound(String device, long intervalSeconds) implements DeviceNews {}

  /** The device is the patient's no longer: revoked, or somebody else's. */
  record Unbound(String device) implements DeviceNews {}

  /**
   * How it says that it fares.
   *
   * @param battery charge in percent; null when not said
   * @param at when it was so
   * @param received when the gateway heard of it
   */
  record Status(
      String device, DeviceStatus.State state, @Nullable Integer battery, long at, long received)
      implements DeviceNews {}

  /**
   * A value of it was refused for its range, unit or time.
   *
   * @param clockAhead whether because its clock is ahead
   * @param received when
   */
  record Refused(String device, boolean clockAhead, long received) implements DeviceNews {}

  /** For the patient of this binding, and for each who had the device before. */
  static List<AlertInput> of(DeviceBinding binding) {
    String device = binding.device().value();
    Set<PatientId> former = new LinkedHashSet<>();
    binding.former().stream().map(FormerBinding::patient).forEach(former::add);
    former.remove(binding.patient());
    List<AlertInput> inputs = new ArrayList<>();
    former.forEach(patient -> inputs.add(AlertInput.of(patient, new Unbound(device))));
    inputs.add(
        AlertInput.of(
            binding.patient(),
            binding.active()
                ? new Bound(device, binding.expectedInterval().toSeconds())
                : new Unbound(device)));
    return inputs;
  }

  /** For the patient whose value it would have been; null when it tells nothing of a device. */
  static @Nullable AlertInput of(RejectedReading rejected) {
    PatientId patient = rejected.patient();
    boolean tells =
        switch (rejected.reason()) {
          case IMPLAUSIBLE, UNKNOWN_UNIT, CLOCK_AHEAD -> true;
          case MALFORMED,
              TOO_LARGE,
              UNKNOWN_TOPIC,
              UNBOUND_DEVICE,
              REVOKED_DEVICE,
              FOREIGN_DEVICE,
              NO_CONSENT,
              UNKNOWN_METRIC,
              BAD_VALUE,
              STATISTIC,
              SENSOR_INVALID ->
              false;
        };
    return patient == null || !tells
        ? null
        : AlertInput.of(
            patient,
            new Refused(
                rejected.device(),
                rejected.reason() == RejectionReason.CLOCK_AHEAD,
                rejected.received().toEpochMilli()));
  }

  /** For the patient whose device it was. */
  static AlertInput of(DeviceStatus status) {
    return AlertInput.of(
        status.patient(),
        new Status(
            status.device().value(),
            status.state(),
            status.battery(),
            status.at().toEpochMilli(),
            status.received().toEpochMilli()));
  }
}
