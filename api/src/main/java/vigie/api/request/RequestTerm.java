package vigie.api.request;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * By when a request must be answered: one month after its receipt, and two more where that is
 * extended (GDPR article 12(3)). Months are those of the calendar: the term ends with the day of
 * the same number, or with the month's last one where there is none (Regulation 1182/71, article
 * 3). It is not moved off a Sunday or a holiday, as that regulation allows: the earlier day holds.
 * Pure.
 */
public final class RequestTerm {
  private static final int MONTHS = 1;
  private static final int FURTHER_MONTHS = 2;

  /** So long before the term the first alarm is due. */
  static final Duration WEEK = Duration.ofDays(7);

  /** So long before the term the last alarm is due. */
  static final Duration DAY = Duration.ofDays(1);

  private RequestTerm() {}

  /** How much of the time is left. */
  public enum State {
    RUNNING,
    /** Seven days or less. */
    WEEK,
    /** One day or less. */
    DAY,
    OVERDUE
  }

  /**
   * The first instant that is too late.
   *
   * @param received when the request came
   * @param zone whose days count
   */
  public static Instant of(Instant received, ZoneId zone) {
    return endOfDay(received, MONTHS, zone);
  }

  /** The same for one that is extended: two months behind its first term. */
  public static Instant extended(Instant term, ZoneId zone) {
    // The term is the beginning of the day after; a day counts by its own number.
    return endOfDay(term.minusNanos(1), FURTHER_MONTHS, zone);
  }

  /** How it stands. */
  public static State state(Instant term, Instant now) {
    if (!now.isBefore(term)) {
      return State.OVERDUE;
    }
    if (!now.isBefore(term.minus(DAY))) {
      return State.DAY;
    }
    return now.isBefore(term.minus(WEEK)) ? State.RUNNING : State.WEEK;
  }

  private static Instant endOfDay(Instant at, int months, ZoneId zone) {
    return at.atZone(zone)
        .toLocalDate()
        .plusMonths(months)
        .plusDays(1)
        .atStartOfDay(zone)
        .toInstant();
  }
}
