package vigie.api.patient;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.patient.Sources;
import vigie.reading.Category;
import vigie.reading.DeviceId;

/** What a history of consents comes to. Pure. */
public final class Consents {
  private Consents() {}

  /**
   * A giving or withdrawing.
   *
   * @param category what about
   * @param source from which device; null for whatever device
   * @param given false when withdrawn
   * @param text the wording shown
   * @param channel how it was collected
   * @param actor who said so: the patient, or a representative on their behalf
   */
  public record Declaration(
      Category category,
      @Nullable DeviceId source,
      boolean given,
      ConsentText text,
      ConsentChannel channel,
      UUID actor) {}

  /** A declaration and when it was made. */
  public record Event(Declaration said, Instant at) {}

  /** A category, a device (null for all of them) and whether that is consented to. */
  record Line(Category category, @Nullable String device, boolean given) {}

  /**
   * What is in force of a history, oldest first: the newest of each category and source, unless a
   * newer one is about all sources.
   */
  public static List<Event> inForce(List<Event> history) {
    Map<Category, Map<String, Event>> newest = new EnumMap<>(Category.class);
    for (Event event : history) {
      Map<String, Event> bySource =
          newest.computeIfAbsent(event.said().category(), any -> new LinkedHashMap<>());
      DeviceId source = event.said().source();
      if (source == null) {
        bySource.clear();
      }
      String key = source == null ? "" : source.value();
      bySource.remove(key);
      bySource.put(key, event);
    }
    return newest.values().stream().flatMap(each -> each.values().stream()).toList();
  }

  /** Of which sources each category may be taken; nothing of those with none. */
  static Map<Category, Sources> covered(Collection<Line> inForce) {
    Map<Category, Sources> covered = new EnumMap<>(Category.class);
    List<Line> lines = new ArrayList<>(inForce);
    // What is said of all sources comes before what is said of one.
    lines.sort((a, b) -> Boolean.compare(a.device() != null, b.device() != null));
    for (Line line : lines) {
      Sources before = covered.getOrDefault(line.category(), Sources.NONE);
      String device = line.device();
      Sources after =
          device != null
              ? before.with(device, line.given())
              : line.given() ? Sources.ALL : Sources.NONE;
      covered.put(line.category(), after);
    }
    covered.values().removeIf(Sources::isEmpty);
    return covered;
  }

  /** Whether this declaration changes anything of what is in force. */
  static boolean changes(Declaration said, List<Event> inForce) {
    List<Event> same =
        inForce.stream().filter(event -> event.said().category() == said.category()).toList();
    Event last =
        same.stream().filter(event -> sameSource(event.said(), said)).findAny().orElse(null);
    if (last != null && (said.source() != null || same.size() == 1)) {
      return last.said().given() != said.given() || !last.said().text().equals(said.text());
    }
    if (said.given()) {
      return true;
    }
    return same.stream()
        .anyMatch(
            event ->
                event.said().given() && (said.source() == null || event.said().source() == null));
  }

  private static boolean sameSource(Declaration one, Declaration other) {
    return one.source() == null ? other.source() == null : one.source().equals(other.source());
  }
}
