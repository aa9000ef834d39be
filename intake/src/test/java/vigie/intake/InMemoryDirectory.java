package vigie.intake;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vigie.device.DeviceBinding;
import vigie.reading.Category;
import vigie.reading.PatientId;

/** Knows what it was told. */
public final class InMemoryDirectory implements Directory {
  public final Map<String, DeviceBinding> bindings = new HashMap<>();
  public final Map<PatientId, Set<Category>> consents = new HashMap<>();

  /** Devices that no consent covers. */
  public final Set<String> withheld = new HashSet<>();

  @Override
  public @Nullable DeviceBinding binding(String device) {
    return bindings.get(device);
  }

  @Override
  public Set<Category> consents(PatientId patient, String device) {
    return withheld.contains(device) ? Set.of() : consents.getOrDefault(patient, Set.of());
  }
}
