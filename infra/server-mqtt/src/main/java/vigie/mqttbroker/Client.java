package vigie.mqttbroker;

import vigie.reading.DeviceId;

/** Who is signed in. */
public sealed interface Client {

  /** The name it signs in with. */
  String name();

  /**
   * A device, bound to a patient.
   *
   * @param id the device's id
   */
  record Device(DeviceId id) implements Client {
    @Override
    public String name() {
      return id.value();
    }
  }

  /**
   * A program of this system.
   *
   * @param name for example {@code vigie-gateway}
   */
  record Service(String name) implements Client {}
}
