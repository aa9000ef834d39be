package vigie.cli.enrol;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vigie.Keyed128;
import vigie.cli.client.NewLimit;
import vigie.cli.device.BoundDevice;
import vigie.reading.Category;

/**
 * A patient as one should stand in the API.
 *
 * @param username to sign in with; its devices' ids begin with it
 * @param firstName as messages call the patient
 * @param lastName as messages call the patient
 * @param categories consented to
 * @param devices bound
 * @param physician the treating physician
 * @param contact the emergency contact; null for none
 * @param limits set by the physician
 */
public record PatientPlan(
    String username,
    String firstName,
    String lastName,
    Set<Category> categories,
    List<BoundDevice> devices,
    EnrolledPerson physician,
    @Nullable EnrolledPerson contact,
    List<NewLimit> limits) {
  /** The full id of one of its devices. */
  public String deviceId(BoundDevice device) {
    return deviceId(device.name());
  }

  /** The full id of one of its devices. */
  public String deviceId(String name) {
    return username + "-" + name;
  }

  /** The same for the same plan: what is enrolled by it need not be enrolled again. */
  String fingerprint() {
    return Keyed128.of(
            categories.stream().sorted().toList(),
            devices,
            physician.id(),
            contact == null ? "" : contact.id(),
            limits)
        .toString();
  }
}
