package vigie.cli.backtest;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * When a backtest looks.
 *
 * @param from first time, inclusive
 * @param to last, exclusive
 * @param history how far before readings are judged too, without counting their alerts
 * @param answerAfter how long after a severe alert asks for it somebody acknowledges it
 */
record BacktestPeriod(Instant from, Instant to, Duration history, Duration answerAfter) {

  /** Reads {@code 2026-03-01} (its begin, UTC) or {@code 2026-03-01T08:00:00Z}. */
  static Instant time(String text) {
    try {
      return text.contains("T")
          ? Instant.parse(text)
          : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no time: write 2026-03-01 or 2026-03-01T08:00:00Z", e);
    }
  }
}
