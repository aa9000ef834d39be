package vigie.api.schedule;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import vigie.api.store.JdbcDatabase;

/** When each task last began. */
@Singleton
public final class JdbcSchedule {
  private final JdbcDatabase database;

  /** Wired by the program. */
  public JdbcSchedule(JdbcDatabase database) {
    this.database = database;
  }

  /**
   * Whether this program is the one to do it now: it was not begun since it was due, and is noted
   * as begun with this answer. A program that dies over it leaves it to the next time.
   */
  boolean begin(String name, Instant due, Instant now) {
    return database.inTransaction(
        connection ->
            JdbcDatabase.update(
                    connection,
                    "UPDATE schedule SET last_run = ? WHERE name = ? AND last_run < ?",
                    statement -> {
                      statement.setObject(1, now.atOffset(ZoneOffset.UTC));
                      statement.setString(2, name);
                      statement.setObject(3, due.atOffset(ZoneOffset.UTC));
                    })
                == 1);
  }

  /** When it last began; for one that never did, when the store was made ready for it. */
  public Instant lastRun(String name) {
    return database
        .query(
            "SELECT last_run FROM schedule WHERE name = ?",
            statement -> statement.setString(1, name),
            row -> row.getTimestamp(1).toInstant())
        .get(0);
  }
}
