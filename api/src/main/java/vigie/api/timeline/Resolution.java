package vigie.api.timeline;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;
import vigie.api.web.Refusal;

/** How finely a timeline is told. Buckets begin in UTC; a week does so on Monday (ISO 8601). */
public enum Resolution {
  RAW("raw", ChronoUnit.MILLIS, Duration.ofHours(6), null),
  MINUTE("1m", ChronoUnit.MINUTES, Duration.ofDays(4), "reading_1m"),
  HOUR("1h", ChronoUnit.HOURS, Duration.ofDays(120), "reading_1h"),
  DAY("1d", ChronoUnit.DAYS, Duration.ofDays(3_660), "reading_1d"),
  WEEK("1w", ChronoUnit.WEEKS, Duration.ofDays(22_000), "reading_1d"),
  MONTH("1mo", ChronoUnit.MONTHS, Duration.ofDays(36_600), "reading_1d");

  private static final Duration COARSE_MINUTES = Duration.ofHours(8);
  private static final Duration COARSE_HOURS = Duration.ofDays(21);

  private final String word;
  private final ChronoUnit unit;
  private final Duration spanMax;
  private final @Nullable String table;

  Resolution(String word, ChronoUnit unit, Duration spanMax, @Nullable String table) {
    this.word = word;
    this.unit = unit;
    this.spanMax = spanMax;
    this.table = table;
  }

  /** As it stands in requests and answers. */
  public String word() {
    return word;
  }

  /**
   * The finest buckets that tell a span in some hundreds: what changes of level are looked for in.
   */
  static Resolution coarse(Instant from, Instant to) {
    Duration span = Duration.between(from, to);
    if (span.compareTo(COARSE_MINUTES) <= 0) {
      return MINUTE;
    }
    return span.compareTo(COARSE_HOURS) <= 0 ? HOUR : DAY;
  }

  /** The width of a bucket. */
  ChronoUnit unit() {
    return unit;
  }

  /** The width of a bucket of the table: weeks and months are put together from days. */
  ChronoUnit kept() {
    return unit.compareTo(ChronoUnit.DAYS) > 0 ? ChronoUnit.DAYS : unit;
  }

  /** The rollup's table; null for raw readings. */
  @Nullable String table() {
    return table;
  }

  /** When the bucket that holds this time begins. */
  Instant begin(Instant at) {
    if (unit == kept()) {
      return at.truncatedTo(unit);
    }
    OffsetDateTime day = at.atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS);
    return day.with(
            this == WEEK
                ? TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)
                : TemporalAdjusters.firstDayOfMonth())
        .toInstant();
  }

  /** When the bucket that holds this time ends, which is when the next one begins. */
  Instant end(Instant at) {
    return begin(at).atOffset(ZoneOffset.UTC).plus(1, unit).toInstant();
  }

  /**
   * The resolution asked for; {@code auto} or none chooses the finest that keeps a series of this
   * span to some thousands of points.
   *
   * @throws Refusal when the word is unknown
   */
  public static Resolution of(@Nullable String word, Instant from, Instant to) {
    if (word == null || word.equals("auto")) {
      Duration span = Duration.between(from, to);
      for (Resolution resolution : values()) {
        if (span.compareTo(resolution.spanMax) <= 0) {
          return resolution;
        }
      }
      return MONTH;
    }
    for (Resolution resolution : values()) {
      if (resolution.word.equals(word)) {
        return resolution;
      }
    }
    throw Refusal.invalid("resolution", "must be raw, 1m, 1h, 1d, 1w, 1mo or auto");
  }
}
