package vigie.api.rejected;

import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.store.JdbcDatabase;
import vigie.reading.PatientId;
import vigie.reading.RejectedReading;
import vigie.reading.RejectionReason;

/** Refused readings in the store. */
@Singleton
public final class JdbcRejected {
  // A withdrawal that was made after the message came, but before it is written here, holds.
  private static final String INSERT =
      """
      INSERT INTO rejected_reading
        (rejected_id, device, source, received, reason, path, patient_id, detail, payload)
      SELECT new.id, ?, ?, new.received, ?, ?, new.patient,
        CASE WHEN withdrawn.any THEN '' ELSE ? END, CASE WHEN withdrawn.any THEN ''::bytea ELSE ? END
      FROM (SELECT ?::uuid AS id, ?::timestamptz AS received, ?::uuid AS patient) new,
        LATERAL (SELECT EXISTS (SELECT 1 FROM consent WHERE patient_id = new.patient
          AND NOT given AND at >= new.received) AS any) withdrawn
      ON CONFLICT DO NOTHING""";
  private static final String COLUMNS =
      "SELECT rejected_id, device, source, received, reason, detail, path, patient_id, payload,"
          + " replayed_at, replay_outcome, replay_accepted FROM rejected_reading";
  private static final String FILTER =
      " WHERE received >= ? AND received < ? AND (?::text IS NULL OR device = ?)"
          + " AND (?::text IS NULL OR reason = ?)";
  private static final String NEWEST = " ORDER BY received DESC, rejected_id LIMIT ?";

  private final JdbcDatabase database;

  /** Wired by the program. */
  public JdbcRejected(JdbcDatabase database) {
    this.database = database;
  }

  /**
   * Takes from a patient's refused readings whatever may tell of a value: part of a withdrawal,
   * within its transaction and with the patient's row locked.
   */
  public static void forgetValues(Connection connection, UUID patient) throws SQLException {
    JdbcDatabase.update(
        connection,
        "UPDATE rejected_reading SET payload = '', detail = '' WHERE patient_id = ?",
        statement -> statement.setObject(1, patient));
  }

  /** Writes all of them, or nothing; those that are there already stay as they are. */
  void write(List<RejectedRow> rows) {
    database.inTransaction(
        connection -> {
          for (RejectedRow row : rows) {
            write(connection, row);
          }
          return rows.size();
        });
  }

  private static void write(Connection connection, RejectedRow row) throws SQLException {
    RejectedReading reading = row.reading();
    UUID patient = reading.patient() == null ? null : reading.patient().value();
    if (patient != null) {
      // Waits for a withdrawal under way, and holds up the next one, until this is written.
      JdbcDatabase.query(
          connection,
          "SELECT 1 FROM patient WHERE patient_id = ? FOR SHARE",
          statement -> statement.setObject(1, patient),
          found -> true);
    }
    JdbcDatabase.update(
        connection,
        INSERT,
        statement -> {
          statement.setString(1, storable(reading.device()));
          statement.setString(2, storable(reading.topic()));
          statement.setString(3, reading.reason().name());
          statement.setString(4, storable(reading.path()));
          statement.setString(5, storable(reading.detail()));
          statement.setBytes(6, reading.payload());
          statement.setObject(7, row.id());
          statement.setObject(8, reading.received().atOffset(ZoneOffset.UTC));
          statement.setObject(9, patient);
        });
  }

  /** PostgreSQL's text has no zero character; a sender's name may. */
  private static String storable(String text) {
    return text.replace('\0', '\uFFFD');
  }

  /** The newest that pass. */
  List<RejectedRow> search(RejectedFilter filter, int limit) {
    return database.query(
        COLUMNS + FILTER + NEWEST,
        statement -> {
          set(statement, filter);
          statement.setInt(7, limit);
        },
        JdbcRejected::row);
  }

  /** How many pass, by reason. */
  Map<String, Long> counts(RejectedFilter filter) {
    Map<String, Long> counts = new TreeMap<>();
    database.query(
        "SELECT reason, count(*) FROM rejected_reading" + FILTER + " GROUP BY reason",
        statement -> set(statement, filter),
        row -> counts.put(row.getString(1), row.getLong(2)));
    return counts;
  }

  /** The newest of one patient. */
  List<RejectedRow> ofPatient(UUID patient, Instant from, Instant to, int limit) {
    return database.query(
        COLUMNS + " WHERE patient_id = ? AND received >= ? AND received < ?" + NEWEST,
        statement -> {
          statement.setObject(1, patient);
          statement.setObject(2, from.atOffset(ZoneOffset.UTC));
          statement.setObject(3, to.atOffset(ZoneOffset.UTC));
          statement.setInt(4, limit);
        },
        JdbcRejected::row);
  }

  /** Those of these ids that were received since then. */
  List<RejectedRow> find(List<UUID> ids, Instant since) {
    return database.inTransaction(
        connection -> {
          Array array = connection.createArrayOf("uuid", ids.toArray());
          return JdbcDatabase.query(
              connection,
              COLUMNS + " WHERE rejected_id = ANY (?) AND received >= ?",
              statement -> {
                statement.setArray(1, array);
                statement.setObject(2, since.atOffset(ZoneOffset.UTC));
              },
              JdbcRejected::row);
        });
  }

  /** Notes what came of a replay. */
  void mark(UUID id, RejectedRow.Replayed replayed) {
    database.inTransaction(
        connection ->
            JdbcDatabase.update(
                connection,
                "UPDATE rejected_reading SET replayed_at = ?, replay_outcome = ?,"
                    + " replay_accepted = ? WHERE rejected_id = ?",
                statement -> {
                  statement.setObject(1, replayed.at().atOffset(ZoneOffset.UTC));
                  statement.setString(2, replayed.outcome().name());
                  statement.setInt(3, replayed.accepted());
                  statement.setObject(4, id);
                }));
  }

  /** Deletes what was received before; says how many. */
  int purge(Instant before) {
    return database.inTransaction(
        connection ->
            JdbcDatabase.update(
                connection,
                "DELETE FROM rejected_reading WHERE received < ?",
                statement -> statement.setObject(1, before.atOffset(ZoneOffset.UTC))));
  }

  private static void set(PreparedStatement statement, RejectedFilter filter) throws SQLException {
    String reason = filter.reason() == null ? null : filter.reason().name();
    statement.setObject(1, filter.from().atOffset(ZoneOffset.UTC));
    statement.setObject(2, filter.to().atOffset(ZoneOffset.UTC));
    statement.setString(3, filter.device());
    statement.setString(4, filter.device());
    statement.setString(5, reason);
    statement.setString(6, reason);
  }

  private static RejectedRow row(ResultSet row) throws SQLException {
    UUID patient = row.getObject(8, UUID.class);
    return new RejectedRow(
        row.getObject(1, UUID.class),
        new RejectedReading(
            row.getString(2),
            row.getString(3),
            row.getTimestamp(4).toInstant(),
            RejectionReason.valueOf(row.getString(5)),
            row.getString(6),
            row.getString(7),
            patient == null ? null : new PatientId(patient),
            row.getBytes(9)),
        replayed(row));
  }

  private static RejectedRow.@Nullable Replayed replayed(ResultSet row) throws SQLException {
    Timestamp at = row.getTimestamp(10);
    return at == null
        ? null
        : new RejectedRow.Replayed(
            at.toInstant(), ReplayOutcome.valueOf(row.getString(11)), row.getInt(12));
  }
}
