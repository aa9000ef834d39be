package vigie.api.retention;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import vigie.register.RetentionRule;

/**
 * What becomes of something that is kept, and why. Pure. Periods are those of the calendar where
 * the operator is: two years after 29 February end on 28 February, at the same hour of the day.
 *
 * @param act what is to be done
 * @param reason why
 * @param end when the period in use ends; null for what nothing ends
 */
public record Fate(Act act, Reason reason, @Nullable Instant end) {
  /** What is to be done. */
  public enum Act {
    KEEP,
    /** Tell the person that it ends, and keep it. */
    WARN,
    /** Put it away: read on justification only. */
    ARCHIVE,
    DESTROY
  }

  /** Why. */
  public enum Reason {
    /** The rule has no end. */
    NO_END,
    IN_USE,
    END_IS_NEAR,
    /** The person was told, and has their time to answer. */
    WARNED,
    ACTIVE_PERIOD_OVER,
    ARCHIVE_PERIOD_OVER
  }

  /**
   * Decides.
   *
   * @param rule how long it is kept
   * @param lastActivity when it was last used
   * @param warnedAt when its end was last announced; null for never
   * @param zone whose calendar counts
   * @param now the time to decide for
   */
  public static Fate of(
      RetentionRule rule,
      Instant lastActivity,
      @Nullable Instant warnedAt,
      ZoneId zone,
      Instant now) {
    Period keep = rule.keep();
    if (keep == null) {
      return new Fate(Act.KEEP, Reason.NO_END, null);
    }
    Instant end = lastActivity.atZone(zone).plus(keep).toInstant();
    Period warn = rule.warn();
    if (warn != null) {
      if (now.isBefore(end.atZone(zone).minus(warn).toInstant())) {
        return new Fate(Act.KEEP, Reason.IN_USE, end);
      }
      if (warnedAt == null || warnedAt.isBefore(lastActivity)) {
        return new Fate(Act.WARN, Reason.END_IS_NEAR, end);
      }
      // Whoever is told late, because the program stood still, has the whole time all the same.
      Instant answered = warnedAt.atZone(zone).plus(warn).toInstant();
      if (now.isBefore(end) || now.isBefore(answered)) {
        return new Fate(Act.KEEP, Reason.WARNED, end);
      }
    }
    if (now.isBefore(end)) {
      return new Fate(Act.KEEP, Reason.IN_USE, end);
    }
    Period archive = rule.archive();
    if (archive == null) {
      return new Fate(Act.DESTROY, Reason.ACTIVE_PERIOD_OVER, end);
    }
    return now.isBefore(lastActivity.atZone(zone).plus(keep).plus(archive).toInstant())
        ? new Fate(Act.ARCHIVE, Reason.ACTIVE_PERIOD_OVER, end)
        : new Fate(Act.DESTROY, Reason.ARCHIVE_PERIOD_OVER, end);
  }

  /** What was last used before this is over; for rules without warning and archive. */
  static Instant cutoff(RetentionRule rule, ZoneId zone, Instant now) {
    Period keep = rule.keep();
    if (keep == null || rule.warn() != null || rule.archive() != null) {
      throw new IllegalArgumentException(rule.id() + " is decided one by one");
    }
    return now.atZone(zone).minus(keep).toInstant();
  }
}
