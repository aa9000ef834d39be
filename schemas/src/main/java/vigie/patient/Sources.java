package vigie.patient;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import vigie.reading.Category;

/**
 * Which devices a consent to a category covers: all but these, or these alone.
 *
 * @param only whether {@code devices} are all there are, and not the exceptions
 * @param devices ids of devices
 */
public record Sources(boolean only, Set<String> devices) {
  /** Every device, those to come among them. */
  public static final Sources ALL = new Sources(false, Set.of());

  /** No device. */
  public static final Sources NONE = new Sources(true, Set.of());

  /** Copies what could change. */
  public Sources {
    devices = Set.copyOf(devices);
  }

  /** Whether this device is covered. */
  public boolean covers(String device) {
    return only == devices.contains(device);
  }

  /**
   * The categories that are consented to from one device.
   *
   * @param consents all that are consented to from some device
   * @param sources from which, where not from all
   */
  public static Set<Category> from(
      String device, Set<Category> consents, Map<Category, Sources> sources) {
    return sources.isEmpty()
        ? consents
        : consents.stream()
            .filter(category -> sources.getOrDefault(category, ALL).covers(device))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether no device is covered. */
  public boolean isEmpty() {
    return only && devices.isEmpty();
  }

  /** All devices that are not covered. */
  public Sources others() {
    return new Sources(!only, devices);
  }

  /** The same with this device covered, or not. */
  public Sources with(String device, boolean covered) {
    Set<String> changed = new HashSet<>(devices);
    if (only == covered) {
      changed.add(device);
    } else {
      changed.remove(device);
    }
    return new Sources(only, changed);
  }
}
