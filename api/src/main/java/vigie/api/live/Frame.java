package vigie.api.live;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One event as it goes to a client.
 *
 * @param id the cursor after it, or which message it is; empty when the event moves nothing
 * @param name {@code alert}, {@code reading}, {@code withdrawn}, {@code monitoring}, {@code gap},
 *     {@code message}, {@code reconnect} or {@code end}
 * @param data JSON; empty for a heartbeat
 */
public record Frame(String id, String name, String data) {
  /** Keeps the connection open, says nothing. */
  public static final Frame HEARTBEAT = new Frame("", "", "");

  /**
   * Whether patients are watched as they should be (TK-6); moves nothing.
   *
   * @param degradedBy names of what is wrong; empty when nothing is
   */
  static Frame monitoring(List<String> degradedBy) {
    return new Frame(
        "",
        "monitoring",
        degradedBy.stream()
            .collect(Collectors.joining("\",\"", "{\"degradedBy\":[\"", "\"]}"))
            .replace("[\"\"]", "[]"));
  }

  /**
   * A gap: records between the client's cursor and the oldest that can be sent again are missing.
   *
   * @param feed where
   * @param reason {@code expired}, {@code too-far-back} or {@code unknown-cursor}
   */
  static Frame gap(String id, Feed feed, String reason) {
    return new Frame(
        id,
        "gap",
        "{\"feed\":\""
            + feed.name().toLowerCase(Locale.ROOT)
            + "\",\"reason\":\""
            + reason
            + "\"}");
  }
}
