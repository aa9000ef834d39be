package vigie.mqttbroker;

import java.util.UUID;
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

  /**
   * Somebody who is told of alerts.
   *
   * @param id the person
   */
  record Person(UUID id) implements Client {
    /** No device's id holds a colon, so that none is taken for a person once it is signed in. */
    static final String PREFIX = "person:";

    @Override
    public String name() {
      return PREFIX + id;
    }
  }
}
