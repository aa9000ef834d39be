package vigie.intake.decode;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The dates of Health Auto Export: when a value was measured, and over what time. */
final class HealthAutoExportTimes {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss Z", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private static final int DATE_LENGTH = "2026-03-02 07:41:00 +0100".length();

  private HealthAutoExportTimes() {}

  /** A value's date is the begin of its time, which ends now where it is not over. */
  static SentTime over(Node sample, @Nullable ChronoUnit over, Instant received) {
    SentTime begin = of(sample);
    OffsetDateTime at = date(sample.get("date"));
    if (over == null || at == null || begin.ts() == null || begin.endTs() != null) {
      return begin;
    }
    long end = Math.min(millis(at.plus(1, over)), received.toEpochMilli());
    return new SentTime(
        begin.ts(), Math.max(begin.ts(), end), false, begin.zoneOffsetMinutes(), null);
  }

  /** A night has a begin and an end; everything else one date. */
  static SentTime of(Node sample) {
    Node begin = sample.get("sleepStart");
    Node end = sample.get("sleepEnd");
    if (begin.present() && end.present()) {
      OffsetDateTime from = date(begin);
      OffsetDateTime to = date(end);
      return from == null || to == null
          ? SentTime.unreadable("sleepStart and sleepEnd must be as 2026-03-02 07:41:00 +0100")
          : new SentTime(millis(from), millis(to), false, zone(from), null);
    }
    OffsetDateTime at = date(sample.get("date"));
    return at == null
        ? SentTime.unreadable("date must be as 2026-03-02 07:41:00 +0100")
        : new SentTime(millis(at), null, false, zone(at), null);
  }

  private static @Nullable OffsetDateTime date(Node node) {
    try {
      return node.text().length() == DATE_LENGTH ? OffsetDateTime.parse(node.text(), DATE) : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static long millis(OffsetDateTime at) {
    return at.toInstant().toEpochMilli();
  }

  private static int zone(OffsetDateTime at) {
    return at.getOffset().getTotalSeconds() / 60;
  }
}
