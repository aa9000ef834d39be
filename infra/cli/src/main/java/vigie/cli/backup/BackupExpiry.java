package vigie.cli.backup;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * When a backup is over (C-81). Each day, by UTC, has a key of its own; on the tenth day after it
 * the key is destroyed. What a backup holds of somebody whose account was deleted after it was made
 * is so unreadable ten days after that deletion at the latest.
 */
public final class BackupExpiry {
  /** From a key's day to the day on which it is destroyed. */
  public static final int DAYS = 10;

  /** What becomes of a key. */
  public enum Fate {
    /** Its backups may be read. */
    KEPT,

    /** It is to be destroyed, and its backups are to be deleted. */
    OVER,

    /** Its day is still to come: the clock was wrong then, or is now. It is kept, and told of. */
    AHEAD
  }

  private BackupExpiry() {}

  /** The day whose key seals what is made now. */
  public static LocalDate day(Instant now) {
    return LocalDate.ofInstant(now, ZoneOffset.UTC);
  }

  /** What becomes of a day's key now. */
  public static Fate of(LocalDate day, Instant now) {
    LocalDate today = day(now);
    if (today.isBefore(day)) {
      return Fate.AHEAD;
    }
    return today.isBefore(day.plusDays(DAYS)) ? Fate.KEPT : Fate.OVER;
  }

  /** From when on a day's key is over. */
  public static Instant end(LocalDate day) {
    return day.plusDays(DAYS).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
