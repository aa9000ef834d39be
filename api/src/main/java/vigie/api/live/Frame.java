package vigie.api.live;

import java.util.Locale;

/**
 * One event as it goes to a client.
 *
 * @param id the cursor after it; empty when the event moves nothing
 * @param name {@code alert}, {@code reading}, {@code withdrawn}, {@code gap}, {@code reconnect} or
 *     {@code end}
 * @param data JSON; empty for a heartbeat
 */
public record Frame(String id, String name, String data) {
  /** Keeps the connection open, says nothing. */
  public static final Frame HEARTBEAT = new Frame("", "", "");

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
