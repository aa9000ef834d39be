package vigie.api.erasure;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import vigie.api.store.JdbcDatabase;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;

/** Legal holds in the store: why and until when a patient's data may not be erased (C-72). */
@Singleton
public final class JdbcHolds {
  private final JdbcDatabase database;
  private final Clock clock;

  /** A hold that stands. */
  public record Hold(UUID id, String reason, Instant since, Instant until) {}

  JdbcHolds(JdbcDatabase database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** The holds that stand, the one that ends last first. */
  public List<Hold> inForce(UUID patient) {
    return database.inTransaction(connection -> inForce(connection, patient, clock.instant()));
  }

  /** The same within a transaction. */
  static List<Hold> inForce(Connection connection, UUID patient, Instant now) throws SQLException {
    return JdbcDatabase.query(
        connection,
        "SELECT legal_hold_id, reason, since, until FROM legal_hold"
            + " WHERE patient_id = ? AND lifted IS NULL AND until > ? ORDER BY until DESC",
        statement -> {
          statement.setObject(1, patient);
          statement.setObject(2, now.atOffset(ZoneOffset.UTC));
        },
        row ->
            new Hold(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                row.getObject(4, OffsetDateTime.class).toInstant()));
  }

  /**
   * Sets a hold.
   *
   * @throws Refusal when there is no such patient, or the erasure was asked for already
   */
  UUID add(UUID patient, String reason, Instant until, UUID actor) {
    Hold hold = new Hold(UUID.randomUUID(), reason, clock.instant(), until);
    return database.inTransaction(
        connection -> {
          // Waits for an erasure that is being asked for.
          boolean free =
              !JdbcDatabase.query(
                      connection,
                      "SELECT 1 FROM patient WHERE patient_id = ? FOR UPDATE",
                      statement -> statement.setObject(1, patient),
                      row -> true)
                  .isEmpty();
          boolean asked =
              !JdbcDatabase.query(
                      connection,
                      "SELECT 1 FROM erasure WHERE patient_id = ?",
                      statement -> statement.setObject(1, patient),
                      row -> true)
                  .isEmpty();
          if (!free || asked) {
            throw new Refusal(ProblemCode.NOT_FOUND, "there is no such patient");
          }
          JdbcDatabase.update(
              connection,
              "INSERT INTO legal_hold (legal_hold_id, patient_id, reason, since, until, actor)"
                  + " VALUES (?, ?, ?, ?, ?, ?)",
              statement -> {
                statement.setObject(1, hold.id());
                statement.setObject(2, patient);
                statement.setString(3, reason);
                statement.setObject(4, hold.since().atOffset(ZoneOffset.UTC));
                statement.setObject(5, until.atOffset(ZoneOffset.UTC));
                statement.setObject(6, actor);
              });
          return hold.id();
        });
  }

  /** Lifts a hold before its end; false when there is none of this id. */
  boolean lift(UUID patient, UUID hold) {
    return database.inTransaction(
        connection ->
            JdbcDatabase.update(
                    connection,
                    "UPDATE legal_hold SET lifted = ?"
                        + " WHERE patient_id = ? AND legal_hold_id = ? AND lifted IS NULL",
                    statement -> {
                      statement.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
                      statement.setObject(2, patient);
                      statement.setObject(3, hold);
                    })
                > 0);
  }
}
