package vigie.api.intake;

import jakarta.inject.Singleton;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vigie.api.access.AccessDirectory;
import vigie.api.device.JdbcDevices;
import vigie.device.DeviceBinding;
import vigie.intake.Directory;
import vigie.reading.Category;
import vigie.reading.PatientId;

/** Bindings as the store has them at this moment, consents as every other decision sees them. */
@Singleton
final class StoreDirectory implements Directory {
  private final JdbcDevices devices;
  private final AccessDirectory directory;

  StoreDirectory(JdbcDevices devices, AccessDirectory directory) {
    this.devices = devices;
    this.directory = directory;
  }

  @Override
  public @Nullable DeviceBinding binding(String device) {
    return devices.newest(device).orElse(null);
  }

  @Override
  public Set<Category> consents(PatientId patient, String device) {
    return directory
        .patient(patient.value())
        .map(rights -> rights.consents(device))
        .orElse(Set.of());
  }
}
