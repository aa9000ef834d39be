package vigie.cli.client;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts the lines of an event stream together, as the HTML standard's section on server-sent events
 * says. One thread.
 */
final class EventLines {
  private final StringBuilder data = new StringBuilder();
  private String event = "message";
  private @Nullable String lastId;

  /** The event that this line ends, if it ends one. */
  Optional<ServerEvent> line(String line) {
    if (line.isEmpty()) {
      return end();
    }
    int colon = line.indexOf(':');
    String field = colon < 0 ? line : line.substring(0, colon);
    String value = colon < 0 ? "" : line.substring(colon + 1);
    value = value.startsWith(" ") ? value.substring(1) : value;
    switch (field) {
      case "data" -> data.append(value).append('\n');
      case "event" -> event = value;
      case "id" -> lastId = value;
      default -> {
        // A comment (no field name) keeps the connection alive; other fields do not concern us.
      }
    }
    return Optional.empty();
  }

  /** The id of the last event; null before the first. */
  @Nullable String lastId() {
    return lastId;
  }

  private Optional<ServerEvent> end() {
    Optional<ServerEvent> ended = Optional.empty();
    if (!data.isEmpty()) {
      data.setLength(data.length() - 1);
      ended = Optional.of(new ServerEvent(lastId == null ? "" : lastId, event, data.toString()));
    }
    data.setLength(0);
    event = "message";
    return ended;
  }
}
