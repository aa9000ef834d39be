package vigie.api.event;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vigie.api.access.ContentKind;

/** The kinds of events there are: data, one line each. */
public final class EventKinds {
  private static final String FILE = "/vigie/event/kinds.csv";
  private static final String HEADER = "kind";
  private static final EventKinds STANDARD = load();

  private final Map<String, EventKind> kinds;

  private EventKinds(Map<String, EventKind> kinds) {
    this.kinds = Collections.unmodifiableMap(kinds);
  }

  /** The kinds that come with this program. */
  public static EventKinds standard() {
    return STANDARD;
  }

  /**
   * The kinds of a table, as its file has it.
   *
   * @throws IllegalArgumentException naming the line at fault
   */
  static EventKinds parse(List<String> lines) {
    Map<String, EventKind> kinds = new LinkedHashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#") || line.startsWith(HEADER)) {
        continue;
      }
      String[] cells = line.split("\\s*,\\s*", -1);
      try {
        if (cells.length != 5 || kinds.containsKey(cells[0])) {
          throw new IllegalArgumentException("twice, or not five cells");
        }
        boolean lasts =
            switch (cells[2]) {
              case "SPAN" -> true;
              case "POINT" -> false;
              default -> throw new IllegalArgumentException("'" + cells[2] + "' is no time");
            };
        kinds.put(
            cells[0],
            new EventKind(
                cells[0],
                ContentKind.valueOf(cells[1]),
                lasts,
                cells[3].isEmpty() ? null : cells[3],
                cells[4].isEmpty() ? List.of() : List.of(cells[4].split(" ", -1))));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("kinds line " + (i + 1) + ": " + e.getMessage(), e);
      }
    }
    return new EventKinds(kinds);
  }

  /** The kind of this name. */
  public Optional<EventKind> find(String id) {
    return Optional.ofNullable(kinds.get(id));
  }

  /**
   * The kind of this name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public EventKind kind(String id) {
    return find(id)
        .orElseThrow(() -> new IllegalArgumentException("kind must be one of " + kinds.keySet()));
  }

  /** All of them, in the order of the file. */
  public Collection<EventKind> all() {
    return kinds.values();
  }

  private static EventKinds load() {
    try (InputStream in = EventKinds.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is missing");
      }
      return parse(
          new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read", e);
    }
  }
}
