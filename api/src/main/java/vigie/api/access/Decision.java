package vigie.api.access;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import vigie.reading.Category;
import vigie.reading.DeviceId;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;
import vigie.reading.Reading;

/**
 * An answer to "may you", with its reason.
 *
 * @param allowed the answer
 * @param reason why
 * @param visible the kinds it covers; nothing outside them may be shown or counted
 * @param opened the kinds it would cover if the patient consented to all and masked nothing
 * @param masks what is hidden within the visible kinds
 */
public record Decision(
    boolean allowed,
    Reason reason,
    Set<ContentKind> visible,
    Set<ContentKind> opened,
    List<Mask> masks) {
  /** Copies what could change. */
  public Decision {
    visible = Set.copyOf(visible);
    opened = Set.copyOf(opened);
    masks = List.copyOf(masks);
  }

  /** Yes, to what concerns no content, or to all there is. */
  static Decision allow(Reason reason, Set<ContentKind> visible) {
    return new Decision(true, reason, visible, visible, List.of());
  }

  /** Yes, to these kinds as far as they are taken in and not masked. */
  static Decision allow(
      Reason reason, Set<ContentKind> opened, Set<Category> consents, List<Mask> masks) {
    EnumSet<ContentKind> visible = EnumSet.noneOf(ContentKind.class);
    for (ContentKind kind : opened) {
      boolean takenIn = !kind.isReading() || consents.contains(Category.valueOf(kind.name()));
      if (takenIn && masks.stream().noneMatch(mask -> mask.kind() == kind && mask.whole())) {
        visible.add(kind);
      }
    }
    return new Decision(true, reason, visible, opened, masks);
  }

  /** No, for this reason. */
  public static Decision refuse(Reason reason) {
    return new Decision(false, reason, Set.of(), Set.of(), List.of());
  }

  /** Whether this category may be shown. */
  public boolean shows(Category category) {
    return allowed && visible.contains(ContentKind.of(category));
  }

  /**
   * Whether all these categories may be shown. What is of none tells of a device: that a patient
   * has such a device is for the patient and the treating physician only.
   */
  public boolean shows(Set<Category> categories) {
    return within(categories, visible);
  }

  /** Whether all these categories would be shown, had the patient consented and masked nothing. */
  public boolean opens(Set<Category> categories) {
    return within(categories, opened);
  }

  /** Whether this metric may be shown, at least at some times. */
  public boolean shows(Metric metric) {
    return shows(MetricCatalogue.standard().categories(metric))
        && masks.stream().noneMatch(mask -> mask.whole() && mask.concerns(metric));
  }

  /** Whether a reading of this metric, time and device may be shown. */
  public boolean shows(Metric metric, Instant effective, DeviceId device) {
    return shows(metric)
        && masks.stream()
            .noneMatch(
                mask ->
                    mask.concerns(metric)
                        && mask.overlaps(effective, effective)
                        && mask.hides(device));
  }

  /** Whether this one item is masked. */
  public boolean hides(UUID item) {
    return masks.stream().anyMatch(mask -> item.equals(mask.item()));
  }

  /** Whether this reading may be shown. */
  public boolean shows(Reading reading) {
    return shows(reading.metric(), reading.effective(), reading.device());
  }

  /** The masks that the patient set; without what is not to be used at all. */
  public List<Mask> patientsMasks() {
    return masks.stream().filter(mask -> !mask.unused()).toList();
  }

  /** The masks that hide something of this metric at some times. */
  public List<Mask> masksOf(Metric metric) {
    return masks.stream().filter(mask -> mask.concerns(metric)).toList();
  }

  /** The same answer, refused when it does not cover all these categories. */
  public Decision about(Set<Category> categories) {
    return !allowed || shows(categories) ? this : refuse(Reason.CATEGORY_NOT_GRANTED);
  }

  /**
   * The same answer, refused when it does not cover this kind. Masks play no part: to feed shows
   * nothing.
   */
  public Decision feeding(ContentKind kind) {
    return !allowed || opened.contains(kind) ? this : refuse(Reason.CATEGORY_NOT_GRANTED);
  }

  /** The same answer; where it is yes, for this reason. */
  public Decision because(Reason other) {
    return allowed ? new Decision(true, other, visible, opened, masks) : this;
  }

  /** The same answer, refused when it was allowed: there is no such event. */
  public Decision unknownEvent() {
    return allowed ? refuse(Reason.UNKNOWN_EVENT) : this;
  }

  private boolean within(Set<Category> categories, Set<ContentKind> kinds) {
    if (categories.isEmpty()) {
      // Whoever stands in is told of a device alert only where the treating physician would be.
      return allowed && (reason.ownsOrTreats() || reason == Reason.STANDS_IN);
    }
    return allowed && categories.stream().map(ContentKind::of).allMatch(kinds::contains);
  }
}
