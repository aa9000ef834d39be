package vigie.gateway.directory;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import vigie.device.DeviceBinding;
import vigie.intake.Directory;
import vigie.reading.Category;
import vigie.reading.PatientId;

/**
 * The directory as the topics say.
 *
 * @param bindings whose each device is
 * @param consents what each patient has consented to
 */
public record StreamDirectory(Bindings bindings, Consents consents) implements Directory {
  @Override
  public @Nullable DeviceBinding binding(String device) {
    return bindings.find(device);
  }

  @Override
  public Set<Category> consents(PatientId patient, String device) {
    return consents.of(patient, device);
  }
}
