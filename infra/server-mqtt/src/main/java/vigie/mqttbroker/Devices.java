package vigie.mqttbroker;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import vigie.device.Credential;
import vigie.device.DeviceBinding;
import vigie.reading.DeviceId;

/**
 * The devices known now, with the proof of each one's secret. One thread feeds it, any thread asks.
 */
public final class Devices {

  private final Map<DeviceId, Credential> active = new ConcurrentHashMap<>();

  /** Knows nobody. */
  public Devices() {}

  /**
   * Takes a device's newest state.
   *
   * @return whether sessions that the device holds must be cut: it is revoked, or its secret is
   *     another one
   */
  public boolean put(DeviceBinding binding) {
    if (!binding.active()) {
      return remove(binding.device());
    }
    Credential before = active.put(binding.device(), binding.credential());
    return before != null && !same(before, binding.credential());
  }

  /**
   * Forgets a device.
   *
   * @return whether it was known, so that its sessions must be cut
   */
  public boolean remove(DeviceId device) {
    return active.remove(device) != null;
  }

  /** Says whether this is the device's secret; false for a device that is not known. */
  public boolean accepts(DeviceId device, String secret) {
    Credential credential = active.get(device);
    return credential != null && credential.matches(secret);
  }

  /** Says whether the device is known and not revoked. */
  public boolean knows(DeviceId device) {
    return active.containsKey(device);
  }

  /** How many are known. */
  public int size() {
    return active.size();
  }

  private static boolean same(Credential one, Credential other) {
    return Arrays.equals(one.salt(), other.salt()) && Arrays.equals(one.hash(), other.hash());
  }
}
