package vigie.intake;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import vigie.device.DeviceBinding;
import vigie.reading.Category;
import vigie.reading.PatientId;

/** Whose each device is, and what its patient consented to, as of now. Safe for several threads. */
public interface Directory {
  /** The device's binding, active or revoked; null when nobody has bound it. */
  @Nullable DeviceBinding binding(String device);

  /** The categories consented to from this device; empty for a patient who is not known. */
  Set<Category> consents(PatientId patient, String device);
}
