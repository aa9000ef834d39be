package vigie.gateway.directory;

import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vigie.device.DeviceBinding;
import vigie.intake.Directory;
import vigie.reading.Category;
import vigie.reading.PatientId;

/**
 * The directory as the topics say. A patient without a key has consented to nothing: what came of
 * their devices could not be sealed.
 *
 * @param bindings whose each device is
 * @param consents what each patient has consented to
 * @param hasKey whether there is a key to seal a patient's readings with
 */
public record StreamDirectory(Bindings bindings, Consents consents, Predicate<PatientId> hasKey)
    implements Directory {
  @Override
  public @Nullable DeviceBinding binding(String device) {
    return bindings.find(device);
  }

  @Override
  public Set<Category> consents(PatientId patient, String device) {
    return hasKey.test(patient) ? consents.of(patient, device) : Set.of();
  }
}
