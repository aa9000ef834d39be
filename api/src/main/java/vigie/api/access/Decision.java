package vigie.api.access;

import java.util.Set;
import vigie.reading.Category;

/**
 * An answer to "may you", with its reason.
 *
 * @param allowed the answer
 * @param reason why
 * @param visible the categories it covers; nothing outside them may be shown or counted
 */
public record Decision(boolean allowed, Reason reason, Set<Category> visible) {
  /** Copies what could change. */
  public Decision {
    visible = Set.copyOf(visible);
  }

  static Decision allow(Reason reason, Set<Category> visible) {
    return new Decision(true, reason, visible);
  }

  /** No, for this reason. */
  public static Decision refuse(Reason reason) {
    return new Decision(false, reason, Set.of());
  }

  /** Whether this category may be shown. */
  public boolean shows(Category category) {
    return allowed && visible.contains(category);
  }

  /**
   * Whether all these categories may be shown. What is of none tells of a device: that a patient
   * has such a device is for the patient and the treating physician only.
   */
  public boolean shows(Set<Category> categories) {
    if (categories.isEmpty()) {
      return allowed && (reason == Reason.OWN_DATA || reason == Reason.TREATING_PHYSICIAN);
    }
    return allowed && visible.containsAll(categories);
  }

  /** The same answer, refused when it does not cover all these categories. */
  public Decision about(Set<Category> categories) {
    return !allowed || shows(categories) ? this : refuse(Reason.CATEGORY_NOT_GRANTED);
  }
}
