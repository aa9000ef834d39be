package vigie.api.erasure;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.store.JdbcDatabase;
import vigie.api.store.JdbcTimes;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;

/** Erasures in the store: who asked, who is in the ledger, how far each has come. */
@Singleton
final class JdbcErasures {
  /** The lock of the migration's {@code erased_of}. */
  private static final long LEDGER_LOCK = 7_310_577_365_311_121_761L;

  private static final String STATES =
      "SELECT erasure_id, patient_id, asked_at, receipt, again_at, done_at, certificate FROM erasure";

  private final JdbcDatabase database;

  /** How far an erasure has come; {@code done} and {@code certificate} are null while it runs. */
  record State(
      ErasureLedger.Entry entry,
      @Nullable Instant again,
      @Nullable Instant done,
      @Nullable String certificate) {}

  JdbcErasures(JdbcDatabase database) {
    this.database = database;
  }

  /**
   * Notes that an erasure was asked for, unless a legal hold stands. From here on it goes on by
   * itself, whatever happens to the program.
   *
   * @throws Refusal when a hold stands, when it was asked for before, or there is no such patient
   */
  void ask(ErasureLedger.Entry entry) {
    database.inTransaction(
        connection -> {
          if (JdbcDatabase.query(
                  connection,
                  "SELECT 1 FROM patient WHERE patient_id = ? FOR UPDATE",
                  statement -> statement.setObject(1, entry.patient()),
                  row -> row.getInt(1))
              .isEmpty()) {
            throw new Refusal(ProblemCode.NOT_FOUND, "there is no such patient");
          }
          List<JdbcHolds.Hold> holds =
              JdbcHolds.inForce(connection, entry.patient(), entry.asked());
          if (!holds.isEmpty()) {
            JdbcHolds.Hold last = holds.get(0);
            throw new Refusal(
                ProblemCode.CONFLICT,
                "a legal hold stands until " + last.until() + ": " + last.reason());
          }
          if (insert(connection, entry, null) == 0) {
            throw new Refusal(ProblemCode.CONFLICT, "the erasure was asked for before");
          }
          return entry;
        });
  }

  /**
   * Enters the patient into the store's ledger. When this returns, every writer has either finished
   * what it wrote about them or will leave them out.
   */
  void enter(ErasureLedger.Entry entry) {
    database.inTransaction(
        connection -> {
          // Alone and first: whoever waits for this lock may hold others.
          JdbcDatabase.query(
              connection,
              "SELECT pg_advisory_xact_lock(?)",
              statement -> statement.setLong(1, LEDGER_LOCK),
              row -> true);
          return JdbcDatabase.update(
              connection,
              "INSERT INTO erased_patient (patient_id, erasure_id, at) VALUES (?, ?, ?)"
                  + " ON CONFLICT DO NOTHING",
              statement -> {
                statement.setObject(1, entry.patient());
                statement.setObject(2, entry.erasure());
                statement.setObject(3, entry.asked().atOffset(ZoneOffset.UTC));
              });
        });
  }

  /** Notes that an erasure begins anew, from its first step: a restore has brought rows back. */
  void again(ErasureLedger.Entry entry, Instant now) {
    database.inTransaction(
        connection -> {
          insert(connection, entry, now);
          JdbcDatabase.update(
              connection,
              "DELETE FROM erasure_step WHERE erasure_id = ?",
              statement -> statement.setObject(1, entry.erasure()));
          return JdbcDatabase.update(
              connection,
              "UPDATE erasure SET again_at = ?, done_at = NULL, certificate = NULL"
                  + " WHERE erasure_id = ?",
              statement -> {
                statement.setObject(1, now.atOffset(ZoneOffset.UTC));
                statement.setObject(2, entry.erasure());
              });
        });
  }

  /** Every erasure, the oldest first. */
  List<State> all() {
    return database.query(
        STATES + " ORDER BY asked_at, erasure_id",
        JdbcDatabase.Parameters.NONE,
        JdbcErasures::state);
  }

  /** The one of this id, for whoever has its receipt. */
  Optional<State> find(UUID erasure, String receipt) {
    return database
        .query(
            STATES + " WHERE erasure_id = ? AND receipt = ?",
            statement -> {
              statement.setObject(1, erasure);
              statement.setString(2, receipt);
            },
            JdbcErasures::state)
        .stream()
        .findFirst();
  }

  /** Whether the store knows this erased patient as a person or a patient, as after a restore. */
  boolean isBack(UUID patient) {
    return !database
        .query(
            "SELECT 1 FROM patient WHERE patient_id = ?"
                + " UNION SELECT 1 FROM people.person WHERE person_id = ?",
            statement -> {
              statement.setObject(1, patient);
              statement.setObject(2, patient);
            },
            row -> true)
        .isEmpty();
  }

  /** Notes that all is done. */
  void finish(UUID erasure, Instant done, String certificate) {
    database.inTransaction(
        connection ->
            JdbcDatabase.update(
                connection,
                "UPDATE erasure SET done_at = ?, certificate = ? WHERE erasure_id = ?",
                statement -> {
                  statement.setObject(1, done.atOffset(ZoneOffset.UTC));
                  statement.setString(2, certificate);
                  statement.setObject(3, erasure);
                }));
  }

  private static int insert(
      Connection connection, ErasureLedger.Entry entry, @Nullable Instant again)
      throws SQLException {
    return JdbcDatabase.update(
        connection,
        "INSERT INTO erasure (erasure_id, patient_id, asked_at, receipt, again_at)"
            + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        statement -> {
          statement.setObject(1, entry.erasure());
          statement.setObject(2, entry.patient());
          statement.setObject(3, entry.asked().atOffset(ZoneOffset.UTC));
          statement.setString(4, entry.receipt());
          statement.setObject(5, JdbcTimes.utc(again));
        });
  }

  private static State state(ResultSet row) throws SQLException {
    return new State(
        new ErasureLedger.Entry(
            row.getObject(1, UUID.class),
            row.getObject(2, UUID.class),
            row.getObject(3, OffsetDateTime.class).toInstant(),
            row.getString(4)),
        JdbcTimes.instant(row, 5),
        JdbcTimes.instant(row, 6),
        row.getString(7));
  }
}
