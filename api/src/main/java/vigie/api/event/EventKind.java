package vigie.api.event;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.api.access.ContentKind;

/**
 * A kind of event, as a line of {@code kinds.csv} describes it.
 *
 * @param id its name, such as {@code discharge-letter}
 * @param content its row of the habilitation matrix; what grants and masks name
 * @param lasts whether it is a span, which without an end still goes on
 * @param document LOINC code of the document type; null where there is none
 * @param details those that an event of this kind must have
 */
public record EventKind(
    String id,
    ContentKind content,
    boolean lasts,
    @Nullable String document,
    List<String> details) {
  /** Copies what could change. */
  public EventKind {
    details = List.copyOf(details);
  }

  /** Whether it is extra sensitive: never opened by "all" nor by break-glass (C-14). */
  public boolean sensitive() {
    return !ContentKind.byAll().contains(content);
  }
}
