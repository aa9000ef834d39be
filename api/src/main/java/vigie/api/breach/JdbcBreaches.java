package vigie.api.breach;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vigie.api.store.JdbcDatabase;
import vigie.api.store.JdbcTimes;

/** Breaches, and whom the audit says they affected. */
@Singleton
final class JdbcBreaches {
  private static final String COLUMNS =
      "SELECT breach_id, known_at, begins, ends, account, route, what, told_at, reference FROM breach";

  private final JdbcDatabase database;

  /** One affected person: how often their data were given, and when. */
  record Affected(UUID patient, long times, Instant first, Instant last) {}

  JdbcBreaches(JdbcDatabase database) {
    this.database = database;
  }

  void add(Breach breach, UUID by, Instant now) {
    database.inTransaction(
        connection ->
            JdbcDatabase.update(
                connection,
                "INSERT INTO breach (breach_id, known_at, begins, ends, account, route, what,"
                    + " noted_by, noted_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                statement -> {
                  statement.setObject(1, breach.id());
                  statement.setObject(2, breach.knownAt().atOffset(ZoneOffset.UTC));
                  statement.setObject(3, breach.begins().atOffset(ZoneOffset.UTC));
                  statement.setObject(4, breach.ends().atOffset(ZoneOffset.UTC));
                  statement.setObject(5, breach.account());
                  statement.setString(6, breach.route());
                  statement.setString(7, breach.what());
                  statement.setObject(8, by);
                  statement.setObject(9, now.atOffset(ZoneOffset.UTC));
                }));
  }

  /** Notes that the authority was told; false when there is none such that it was not told of. */
  boolean told(UUID id, Instant at, String reference, UUID by) {
    return database.inTransaction(
        connection ->
            JdbcDatabase.update(
                    connection,
                    "UPDATE breach SET told_at = ?, reference = ?, told_by = ?"
                        + " WHERE breach_id = ? AND told_at IS NULL",
                    statement -> {
                      statement.setObject(1, at.atOffset(ZoneOffset.UTC));
                      statement.setString(2, reference);
                      statement.setObject(3, by);
                      statement.setObject(4, id);
                    })
                == 1);
  }

  /** Every breach, the newest first. */
  List<Breach> all() {
    return database.query(
        COLUMNS + " ORDER BY known_at DESC", JdbcDatabase.Parameters.NONE, JdbcBreaches::breach);
  }

  Optional<Breach> find(UUID id) {
    return database
        .query(
            COLUMNS + " WHERE breach_id = ?",
            statement -> statement.setObject(1, id),
            JdbcBreaches::breach)
        .stream()
        .findFirst();
  }

  /** Whose data somebody else was given by this account, on this route, in this period. */
  List<Affected> affected(Breach breach) {
    return database.query(
        "SELECT patient_id, count(*), min(at), max(at) FROM audit WHERE allowed"
            + " AND patient_id IS NOT NULL AND actor IS DISTINCT FROM patient_id"
            + " AND at >= ? AND at < ? AND (?::uuid IS NULL OR actor = ?)"
            + " AND (?::text IS NULL OR route = ?) GROUP BY patient_id ORDER BY 2 DESC, 1",
        statement -> {
          statement.setObject(1, breach.begins().atOffset(ZoneOffset.UTC));
          statement.setObject(2, breach.ends().atOffset(ZoneOffset.UTC));
          statement.setObject(3, breach.account());
          statement.setObject(4, breach.account());
          statement.setString(5, breach.route());
          statement.setString(6, breach.route());
        },
        row ->
            new Affected(
                row.getObject(1, UUID.class),
                row.getLong(2),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                row.getObject(4, OffsetDateTime.class).toInstant()));
  }

  private static Breach breach(ResultSet row) throws SQLException {
    return new Breach(
        row.getObject(1, UUID.class),
        row.getObject(2, OffsetDateTime.class).toInstant(),
        row.getObject(3, OffsetDateTime.class).toInstant(),
        row.getObject(4, OffsetDateTime.class).toInstant(),
        row.getObject(5, UUID.class),
        row.getString(6),
        row.getString(7),
        JdbcTimes.instant(row, 8),
        row.getString(9));
  }
}
