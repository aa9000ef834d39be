package vigie.api.people;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** From when on a person acts for themself (Code civil, article 414). Pure. */
final class Majority {
  private static final int YEARS = 18;

  private Majority() {}

  /** Whether somebody born then is a minor on this day. */
  static boolean minor(LocalDate birth, LocalDate today) {
    return today.isBefore(birth.plusYears(YEARS));
  }

  /** When somebody born then is of age. */
  static Instant begins(LocalDate birth, ZoneId zone) {
    return birth.plusYears(YEARS).atStartOfDay(zone).toInstant();
  }
}
