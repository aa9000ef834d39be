package vigie.gateway.directory;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import vigie.device.DeviceBinding;

/** Which device is whose, as far as known. Safe to read while it is kept up to date. */
public final class Bindings {
  private final Map<String, DeviceBinding> byDevice = new ConcurrentHashMap<>();

  /** Nobody is known yet. */
  public Bindings() {}

  /** Takes in what is now said of a device; null when it is forgotten. */
  public void update(String device, @Nullable DeviceBinding binding) {
    if (binding == null) {
      byDevice.remove(device);
    } else {
      byDevice.put(device, binding);
    }
  }

  /** The device's binding, active or revoked; null when nobody has bound it. */
  public @Nullable DeviceBinding find(String device) {
    return byDevice.get(device);
  }

  /** How many devices are known. */
  public int size() {
    return byDevice.size();
  }
}
