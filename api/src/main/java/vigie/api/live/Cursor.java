package vigie.api.live;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import vigie.Topic;

/**
 * How far a stream has come: per feed and partition the offset of the next record. As text, such as
 * {@code a12.0.7.3r840.12.0.9}, it is the id of every event, so that a client that comes back with
 * {@code Last-Event-ID} is sent exactly what it missed. Immutable.
 */
public final class Cursor {
  private static final Pattern SHAPE =
      Pattern.compile("a(\\d{1,18}(?:\\.\\d{1,18})*)(?:r(\\d{1,18}(?:\\.\\d{1,18})*))?");

  private final long[] alerts;
  private final long[] readings;

  private Cursor(long[] alerts, long[] readings) {
    this.alerts = alerts;
    this.readings = readings;
  }

  /**
   * A cursor at these offsets.
   *
   * @param alerts next offset per partition of the alerts
   * @param readings next offset per partition of the readings; zeros when not followed
   */
  public static Cursor of(long[] alerts, long[] readings) {
    if (alerts.length != Topic.PARTITIONS || readings.length != Topic.PARTITIONS) {
      throw new IllegalArgumentException("a cursor has one offset for each partition");
    }
    return new Cursor(alerts.clone(), readings.clone());
  }

  /**
   * Reads the text form; empty when it is none, or has another number of partitions. Without a part
   * for the readings their offsets are zero.
   */
  public static Optional<Cursor> parse(String text) {
    var matcher = SHAPE.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long[] alerts = offsets(matcher.group(1));
    String rest = matcher.group(2);
    long[] readings = rest == null ? new long[Topic.PARTITIONS] : offsets(rest);
    if (alerts.length != Topic.PARTITIONS || readings.length != Topic.PARTITIONS) {
      return Optional.empty();
    }
    return Optional.of(new Cursor(alerts, readings));
  }

  private static long[] offsets(String text) {
    return Pattern.compile("\\.").splitAsStream(text).mapToLong(Long::parseLong).toArray();
  }

  /** Offset of the next record. */
  public long next(Feed feed, int partition) {
    return offsets(feed)[partition];
  }

  /** The same cursor after the record at this offset; never moves back. */
  public Cursor after(Feed feed, int partition, long offset) {
    return at(feed, partition, Math.max(offset + 1, next(feed, partition)));
  }

  /** The same cursor with this next offset, moved back if need be. */
  public Cursor at(Feed feed, int partition, long nextOffset) {
    long[] moved = offsets(feed).clone();
    moved[partition] = nextOffset;
    return feed == Feed.ALERT ? new Cursor(moved, readings) : new Cursor(alerts, moved);
  }

  /** In every place the further of the two. */
  public Cursor max(Cursor other) {
    return new Cursor(max(alerts, other.alerts), max(readings, other.readings));
  }

  private static long[] max(long[] some, long[] others) {
    long[] further = some.clone();
    for (int p = 0; p < further.length; p++) {
      further[p] = Math.max(further[p], others[p]);
    }
    return further;
  }

  private long[] offsets(Feed feed) {
    return feed == Feed.ALERT ? alerts : readings;
  }

  /** The text form with the alerts' part only, for streams that carry no readings. */
  public String alertsOnly() {
    return part(Feed.ALERT);
  }

  @Override
  public String toString() {
    return part(Feed.ALERT) + part(Feed.READING);
  }

  private String part(Feed feed) {
    StringBuilder text = new StringBuilder(40).append(feed.letter());
    long[] offsets = offsets(feed);
    for (int p = 0; p < offsets.length; p++) {
      text.append(p == 0 ? "" : ".").append(offsets[p]);
    }
    return text.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cursor cursor
        && Arrays.equals(alerts, cursor.alerts)
        && Arrays.equals(readings, cursor.readings);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(alerts) + Arrays.hashCode(readings);
  }
}
