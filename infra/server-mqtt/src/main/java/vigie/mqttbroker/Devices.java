package vigie.mqttbroker;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import vigie.device.Credential;
import vigie.device.DeviceBinding;
import vigie.device.EndingCredential;
import vigie.reading.DeviceId;

/**
 * The devices known now, with the proof of each one's secrets: the current one, and the one before
 * it until its time is over. One thread feeds it, any thread asks.
 */
public final class Devices {

  /** Proof of a device's secrets. */
  private record Proof(Credential current, @Nullable EndingCredential previous, Instant boundAt) {
    static Proof of(DeviceBinding binding) {
      return new Proof(binding.credential(), binding.previous(), binding.boundAt());
    }

    boolean holds(Credential credential) {
      return same(current, credential)
          || (previous != null && same(previous.credential(), credential));
    }
  }

  private final Map<DeviceId, Proof> active = new ConcurrentHashMap<>();

  /** Those that signed in by the secret before the current one. */
  private final Set<DeviceId> byPrevious = ConcurrentHashMap.newKeySet();

  /** Knows nobody. */
  public Devices() {}

  /**
   * Takes a device's newest state.
   *
   * @return whether sessions that the device holds must be cut: it is revoked, or a secret that it
   *     may have signed in by is none any more
   */
  public boolean put(DeviceBinding binding) {
    if (!binding.active()) {
      return remove(binding.device());
    }
    Proof now = Proof.of(binding);
    Proof before = active.put(binding.device(), now);
    if (before == null) {
      return false;
    }
    boolean ends =
        !now.holds(before.current())
            || (before.previous() != null
                && !now.holds(before.previous().credential())
                && byPrevious.contains(binding.device()));
    if (ends) {
      byPrevious.remove(binding.device());
    } else if (!same(before.current(), now.current())) {
      // Whatever it signed in by so far is now the one before.
      byPrevious.add(binding.device());
    }
    return ends;
  }

  /**
   * Forgets a device.
   *
   * @return whether it was known, so that its sessions must be cut
   */
  public boolean remove(DeviceId device) {
    byPrevious.remove(device);
    return active.remove(device) != null;
  }

  /**
   * The devices whose secret before the current one has ended by now although they signed in by it;
   * each is told once, and its sessions must be cut.
   */
  public List<DeviceId> outlived(Instant now) {
    List<DeviceId> ended =
        byPrevious.stream()
            .filter(
                device -> {
                  Proof proof = active.get(device);
                  return proof != null
                      && proof.previous() != null
                      && !now.isBefore(proof.previous().until());
                })
            .toList();
    ended.forEach(byPrevious::remove);
    return ended;
  }

  /** Says whether this is a secret of the device now; false for a device that is not known. */
  public boolean accepts(DeviceId device, String secret, Instant now) {
    Proof proof = active.get(device);
    if (proof == null) {
      return false;
    }
    if (proof.current().matches(secret)) {
      return true;
    }
    EndingCredential previous = proof.previous();
    if (previous == null || !previous.accepts(secret, now)) {
      return false;
    }
    byPrevious.add(device);
    return true;
  }

  /**
   * Says whether a certificate of the device, issued then, still proves it: one from before the
   * device was bound to whom it belongs now does not.
   */
  public boolean acceptsCertificate(DeviceId device, Instant issuedAt) {
    Proof proof = active.get(device);
    return proof != null && !issuedAt.isBefore(proof.boundAt());
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
