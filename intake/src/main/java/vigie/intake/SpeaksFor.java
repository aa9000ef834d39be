package vigie.intake;

import vigie.device.DeviceBinding;

/**
 * Whether a device may send in the name of another. Asked for each device that a message names,
 * when both are bound and active; every device speaks for itself without being asked.
 */
@FunctionalInterface
public interface SpeaksFor {
  /** Whether readings of the named device are taken from this sender. */
  boolean allows(DeviceBinding sender, DeviceBinding named);

  /** The kind under which a patient binds a device that may speak for the others. */
  String GATEWAY = "gateway";

  /**
   * What its patient bound as a gateway speaks for that patient's devices, and nothing else speaks
   * for another. So a stolen scale cannot send a heart rate, and no device can put a value into the
   * life of another person.
   */
  static SpeaksFor gatewayOfTheSamePatient() {
    return (sender, named) ->
        sender.kind().equalsIgnoreCase(GATEWAY) && sender.patient().equals(named.patient());
  }
}
