package vigie.api.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import vigie.api.access.ContentKind;
import vigie.api.access.Decision;
import vigie.api.access.Mask;

/**
 * Which events may be shown. A mask that touches any version of an event hides it whole: what it
 * became would give away what it was.
 *
 * @param contents the kinds of content; all others are left out
 * @param spans masks of a kind in a span of effective time
 * @param items events masked by themselves
 */
public record EventSight(Set<ContentKind> contents, List<Mask> spans, List<UUID> items) {
  /** Copies what could change. */
  public EventSight {
    contents = Set.copyOf(contents);
    spans = List.copyOf(spans);
    items = List.copyOf(items);
  }

  /** What this decision shows. */
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
    return new EventSight(decision.allowed() ? decision.visible() : Set.of(), spans, items);
  }

  /** The same for one kind of content alone. */
  EventSight only(ContentKind content) {
    return new EventSight(
        contents.stream().filter(each -> each == content).collect(Collectors.toSet()),
        spans,
        items);
  }
}
