package vigie.intake.decode;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import vigie.intake.decode.Node.Kind;

/** Reads Open mHealth time frames. */
final class OmhTime {
  private OmhTime() {}

  /**
   * The time that a frame says; its fault when it says none.
   *
   * @param frame the body's {@code effective_time_frame}
   * @param strict whether there must be one
   * @param interval whether, then, it must be an interval
   */
  static SentTime read(Node frame, boolean strict, boolean interval) {
    if (!frame.present()) {
      return strict ? SentTime.unreadable("effective_time_frame is missing") : SentTime.UNSAID;
    }
    Node instant = frame.get("date_time");
    if (instant.present()) {
      OffsetDateTime at = dateTime(instant);
      if (at == null) {
        return SentTime.unreadable("date_time must be a date and time with an offset");
      }
      return strict && interval
          ? SentTime.unreadable("this schema is of intervals, not of an instant")
          : new SentTime(millis(at), null, false, zone(instant, at), null);
    }
    Node span = frame.get("time_interval");
    if (!span.is(Kind.OBJECT)) {
      return SentTime.unreadable("effective_time_frame needs date_time or time_interval");
    }
    return interval(span);
  }

  /** Start, end and duration: any two of them. */
  private static SentTime interval(Node span) {
    if (span.get("part_of_day").present()) {
      return SentTime.unreadable("a part of a day is no time that a reading can stand at");
    }
    OffsetDateTime start = dateTime(span.get("start_date_time"));
    OffsetDateTime end = dateTime(span.get("end_date_time"));
    Node duration = span.get("duration");
    double millis = duration.get("value").number() * unitMillis(duration.get("unit").text());
    boolean lasting = Double.isFinite(millis) && millis >= 0;
    if (start != null && end != null) {
      return new SentTime(
          millis(start), millis(end), false, zone(span.get("start_date_time"), start), null);
    }
    if (start != null && lasting) {
      return new SentTime(
          millis(start),
          millis(start) + Math.round(millis),
          false,
          zone(span.get("start_date_time"), start),
          null);
    }
    if (end != null && lasting) {
      return new SentTime(
          millis(end) - Math.round(millis),
          millis(end),
          false,
          zone(span.get("end_date_time"), end),
          null);
    }
    return SentTime.unreadable(
        "time_interval needs two of start_date_time, end_date_time and duration");
  }

  private static double unitMillis(String unit) {
    return switch (unit) {
      case "ms" -> 1;
      case "sec", "s" -> 1e3;
      case "min" -> 60e3;
      case "h" -> 3_600e3;
      case "d" -> 86_400e3;
      case "wk" -> 604_800e3;
      default -> Double.NaN;
    };
  }

  /** A date and time with an offset; null when it is none. */
  static @Nullable OffsetDateTime dateTime(Node node) {
    return node.is(Kind.TEXT) ? Rfc3339.read(node.text()) : null;
  }

  private static long millis(OffsetDateTime at) {
    return at.toInstant().toEpochMilli();
  }

  private static @Nullable Integer zone(Node text, OffsetDateTime at) {
    return Rfc3339.zone(text.text(), at);
  }
}
