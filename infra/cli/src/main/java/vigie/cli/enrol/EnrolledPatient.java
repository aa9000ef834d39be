package vigie.cli.enrol;

import java.util.Map;

/**
 * A patient whom the API knows, ready to send.
 *
 * @param person who
 * @param secrets of the patient's devices, by the devices' full ids
 */
public record EnrolledPatient(EnrolledPerson person, Map<String, String> secrets) {
  /** Copies. */
  public EnrolledPatient {
    secrets = Map.copyOf(secrets);
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "EnrolledPatient[" + person.username() + ", " + secrets.keySet() + "]";
  }
}
