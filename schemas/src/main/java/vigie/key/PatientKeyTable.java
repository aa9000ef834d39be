package vigie.key;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Patients' keys, wrapped, and those used of late unwrapped as well. A key that was destroyed does
 * not come again, whatever is put afterwards. One thread puts, any thread asks.
 */
final class PatientKeyTable {
  private static final int UNWRAPPED_MAX = 1 << 14;

  private final MasterKey master;
  private final ConcurrentMap<UUID, byte[]> wrapped = new ConcurrentHashMap<>();
  private final Set<UUID> destroyed = ConcurrentHashMap.newKeySet();
  private final AtomicReferenceArray<@Nullable Unwrapped> unwrapped =
      new AtomicReferenceArray<>(UNWRAPPED_MAX);
  private boolean refused;

  /** A key in use, as long as the table holds the very bytes that it came from. */
  // Compared by identity alone.
  @SuppressWarnings("ArrayRecordComponent")
  private record Unwrapped(byte[] from, PatientKey key) {}

  PatientKeyTable(MasterKey master) {
    this.master = master;
  }

  /**
   * Takes in what is now said of a patient's key; null when it is destroyed.
   *
   * @throws BrokenSealException when the master key did not wrap it; what stood before stays
   */
  void put(UUID patient, byte @Nullable [] value) {
    if (value != null) {
      if (!destroyed.contains(patient)) {
        check(patient, value);
        wrapped.put(patient, value);
      }
      return;
    }
    destroyed.add(patient);
    byte[] before = wrapped.remove(patient);
    Unwrapped at = unwrapped.get(place(patient));
    if (at != null && at.from() == before) {
      unwrapped.compareAndSet(place(patient), at, null);
    }
  }

  /** The patient's key, or null. */
  @Nullable PatientKey find(UUID patient) {
    byte[] from = wrapped.get(patient);
    if (from == null) {
      return null;
    }
    Unwrapped at = unwrapped.get(place(patient));
    if (at != null && at.from() == from) {
      return at.key();
    }
    Unwrapped fresh = new Unwrapped(from, master.unwrap(patient, from));
    unwrapped.set(place(patient), fresh);
    if (wrapped.get(patient) != from) {
      // Destroyed meanwhile: nothing may be left of it.
      unwrapped.compareAndSet(place(patient), fresh, null);
      return null;
    }
    return fresh.key();
  }

  boolean destroyed(UUID patient) {
    return destroyed.contains(patient);
  }

  byte @Nullable [] wrapped(UUID patient) {
    return wrapped.get(patient);
  }

  int size() {
    return wrapped.size();
  }

  /** Whether the master key is that of any of the keys that were put; for who puts them. */
  boolean masterFits() {
    return !refused || !wrapped.isEmpty();
  }

  private void check(UUID patient, byte[] value) {
    try {
      master.unwrap(patient, value);
    } catch (BrokenSealException e) {
      refused = true;
      throw e;
    }
  }

  private static int place(UUID patient) {
    return patient.hashCode() & (UNWRAPPED_MAX - 1);
  }
}
