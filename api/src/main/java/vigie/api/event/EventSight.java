package vigie.api.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import vigie.api.access.ContentKind;
import vigie.api.access.Decision;
import vigie.api.access.Mask;
import vigie.api.access.Reason;

/**
 * Which events may be shown. A mask that touches any version of an event hides it whole: what it
 * became would give away what it was.
 *
 * @param contents the kinds of content; all others are left out
 * @param spans masks of a kind in a span of effective time
 * @param items events masked by themselves
 * @param archive whether events of professionals' archived files are among them (C-86)
 */
public record EventSight(
    Set<ContentKind> contents, List<Mask> spans, List<UUID> items, boolean archive) {
  /** Copies what could change. */
  public EventSight {
    contents = Set.copyOf(contents);
    spans = List.copyOf(spans);
    items = List.copyOf(items);
  }

  /**
   * What this decision shows. An archive is the professional's: the patient's side needs no reason
   * to read it, nor does whom the patient sends it to.
   */
  public static EventSight of(Decision decision) {
    List<Mask> spans = new ArrayList<>();
    List<UUID> items = new ArrayList<>();
    for (Mask mask : decision.masks()) {
      if (mask.kind() != null) {
        spans.add(mask);
      } else if (mask.item() != null) {
        items.add(mask.item());
      }
    }
    Reason reason = decision.reason();
    return new EventSight(
        decision.allowed() ? decision.visible() : Set.of(),
        spans,
        items,
        reason == Reason.OWN_DATA || reason == Reason.ON_BEHALF);
  }

  /** The same with events of archived files. */
  public EventSight withArchive() {
    return new EventSight(contents, spans, items, true);
  }

  /** The same for one kind of content alone. */
  EventSight only(ContentKind content) {
    return new EventSight(
        contents.stream().filter(each -> each == content).collect(Collectors.toSet()),
        spans,
        items,
        archive);
  }
}
