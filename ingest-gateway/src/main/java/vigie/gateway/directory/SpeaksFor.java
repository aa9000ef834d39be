package vigie.gateway.directory;

import vigie.device.DeviceBinding;

/**
 * Whether a device may send in the name of another. Asked for each device that a message names,
 * when both are bound and active; every device speaks for itself without being asked.
 */
@FunctionalInterface
public interface SpeaksFor {
  /** Whether readings of the named device are taken from this sender. */
  boolean allows(DeviceBinding sender, DeviceBinding named);

  /**
   * A device speaks for devices of its own patient and for no others. So a gateway at home needs no
   * registration beyond its own, and no device can put a value into the life of another person.
   */
  static SpeaksFor samePatient() {
    return (sender, named) -> sender.patient().equals(named.patient());
  }
}
