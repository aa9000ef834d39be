package vigie.cli.stack;

import java.sql.SQLException;
import vigie.local.TimescaleDatabase;

/** A database that the stack uses but does not run. */
final class TimescaleElsewhere {

  private TimescaleElsewhere() {}

  /**
   * Asks it once, so that a wrong address is known at once.
   *
   * @return where it is, as people read it
   * @throws IllegalStateException when it refuses or has no TimescaleDB
   */
  static String check(TimescaleDatabase given) {
    try {
      if (given.timescaleVersion().isEmpty()) {
        throw new IllegalStateException(
            given.jdbcUrl() + " has no timescaledb extension; run CREATE EXTENSION timescaledb");
      }
      return given.jdbcUrl() + ", given by " + TimescaleDatabase.URL_VARIABLE;
    } catch (SQLException e) {
      throw new IllegalStateException(
          given.jdbcUrl() + " refused " + given.user() + ": " + e.getMessage(), e);
    }
  }
}
