package vigie.api.emergency;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.access.Emergency;
import vigie.api.access.Reason;
import vigie.api.patient.JdbcPatients;
import vigie.api.store.JdbcDatabase;
import vigie.api.web.Refusal;

/** Break-glass in the store. What was read by it is what the audit says. */
@Singleton
public final class JdbcEmergencies {
  private static final String ROWS =
      "SELECT emergency_access_id, patient_id, actor, kind, reason, at, until, refused, told_at,"
          + " told_how, reviewed_at, reviewer, justified, finding FROM emergency_access";
  private static final int ROWS_MAX = 1_000;

  private final JdbcPatients patients;
  private final JdbcDatabase database;
  private final Clock clock;

  /** An opened file. */
  public record Opened(UUID id, Instant until) {}

  /**
   * One break-glass.
   *
   * @param refused because the patient had opposed it
   * @param toldAt when the patient was told; null when not yet
   * @param reviewedAt null while the data protection officer has not reviewed it
   */
  public record Row(
      UUID id,
      UUID patient,
      UUID actor,
      Emergency.Kind kind,
      String reason,
      Instant at,
      Instant until,
      boolean refused,
      @Nullable Instant toldAt,
      @Nullable String toldHow,
      @Nullable Instant reviewedAt,
      @Nullable UUID reviewer,
      @Nullable Boolean justified,
      @Nullable String finding) {}

  /** Wired by the program. */
  public JdbcEmergencies(JdbcPatients patients, JdbcDatabase database, Clock clock) {
    this.patients = patients;
    this.database = database;
    this.clock = clock;
  }

  /**
   * Opens the file to this person.
   *
   * @throws Refusal when the patient has opposed it in the meantime
   */
  public Opened open(
      UUID patient, UUID actor, Emergency.Kind kind, String reason, Duration duration) {
    UUID id = UUID.randomUUID();
    return patients.change(
        patient,
        (connection, now) -> {
          if (opposed(connection, patient)) {
            throw Refusal.notAllowed(Reason.EMERGENCY_OPPOSED);
          }
          Instant until = now.plus(duration);
          insert(connection, id, patient, actor, kind, reason, now, until, false);
          return new Opened(id, until);
        });
  }

  /** Notes that somebody wanted it although the patient opposes it. */
  public void refused(UUID patient, UUID actor, Emergency.Kind kind, String reason) {
    database.inTransaction(
        connection -> {
          Instant now = clock.instant();
          insert(connection, UUID.randomUUID(), patient, actor, kind, reason, now, now, true);
          return patient;
        });
  }

  private static void insert(
      Connection connection,
      UUID id,
      UUID patient,
      UUID actor,
      Emergency.Kind kind,
      String reason,
      Instant at,
      Instant until,
      boolean refused)
      throws SQLException {
    JdbcDatabase.update(
        connection,
        "INSERT INTO emergency_access (emergency_access_id, patient_id, actor, kind, reason, at,"
            + " until, refused) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        statement -> {
          statement.setObject(1, id);
          statement.setObject(2, patient);
          statement.setObject(3, actor);
          statement.setString(4, kind.name());
          statement.setString(5, reason);
          statement.setObject(6, at.atOffset(ZoneOffset.UTC));
          statement.setObject(7, until.atOffset(ZoneOffset.UTC));
          statement.setBoolean(8, refused);
        });
  }

  /** Whether the patient opposes break-glass. */
  public boolean opposed(UUID patient) {
    return database.inTransaction(connection -> opposed(connection, patient));
  }

  private static boolean opposed(Connection connection, UUID patient) throws SQLException {
    return !JdbcDatabase.query(
            connection,
            "SELECT 1 FROM emergency_opposition WHERE patient_id = ? AND ended IS NULL",
            statement -> statement.setObject(1, patient),
            row -> row.getInt(1))
        .isEmpty();
  }

  /** Notes opposition, and closes what is open. */
  public void oppose(UUID patient, UUID by) {
    patients.change(
        patient,
        (connection, now) -> {
          if (!opposed(connection, patient)) {
            JdbcDatabase.update(
                connection,
                "INSERT INTO emergency_opposition (patient_id, since, actor) VALUES (?, ?, ?)",
                statement -> {
                  statement.setObject(1, patient);
                  statement.setObject(2, now.atOffset(ZoneOffset.UTC));
                  statement.setObject(3, by);
                });
          }
          return JdbcDatabase.update(
              connection,
              "UPDATE emergency_access SET until = ? WHERE patient_id = ? AND until > ?",
              statement -> {
                statement.setObject(1, now.atOffset(ZoneOffset.UTC));
                statement.setObject(2, patient);
                statement.setObject(3, now.atOffset(ZoneOffset.UTC));
              });
        });
  }

  /** Ends the opposition. */
  public void endOpposition(UUID patient) {
    patients.change(
        patient,
        (connection, now) ->
            JdbcDatabase.update(
                connection,
                "UPDATE emergency_opposition SET ended = ? WHERE patient_id = ? AND ended IS NULL",
                statement -> {
                  statement.setObject(1, now.atOffset(ZoneOffset.UTC));
                  statement.setObject(2, patient);
                }));
  }

  /** Every break-glass of a patient, newest first. */
  List<Row> ofPatient(UUID patient) {
    return database.query(
        ROWS + " WHERE patient_id = ? ORDER BY at DESC LIMIT " + ROWS_MAX,
        statement -> statement.setObject(1, patient),
        JdbcEmergencies::row);
  }

  /** Every break-glass: first what is to be reviewed, then the others, newest first. */
  List<Row> all() {
    return database.query(
        ROWS + " ORDER BY (reviewed_at IS NULL) DESC, at DESC LIMIT " + ROWS_MAX,
        JdbcDatabase.Parameters.NONE,
        JdbcEmergencies::row);
  }

  /** Those of which the patient has not been told. */
  List<Row> untold() {
    return database.query(
        ROWS + " WHERE told_at IS NULL ORDER BY at",
        JdbcDatabase.Parameters.NONE,
        JdbcEmergencies::row);
  }

  /** Notes that, and how, the patient was told. */
  void told(UUID id, String how) {
    Instant now = clock.instant();
    database.inTransaction(
        connection ->
            JdbcDatabase.update(
                connection,
                "UPDATE emergency_access SET told_at = ?, told_how = ?"
                    + " WHERE emergency_access_id = ?",
                statement -> {
                  statement.setObject(1, now.atOffset(ZoneOffset.UTC));
                  statement.setString(2, how);
                  statement.setObject(3, id);
                }));
  }

  /** Notes a review; false when there is no such one, or it is reviewed. */
  boolean review(UUID id, UUID reviewer, boolean justified, String finding) {
    Instant now = clock.instant();
    return database.inTransaction(
            connection ->
                JdbcDatabase.update(
                    connection,
                    "UPDATE emergency_access SET reviewed_at = ?, reviewer = ?, justified = ?,"
                        + " finding = ? WHERE emergency_access_id = ? AND reviewed_at IS NULL",
                    statement -> {
                      statement.setObject(1, now.atOffset(ZoneOffset.UTC));
                      statement.setObject(2, reviewer);
                      statement.setBoolean(3, justified);
                      statement.setString(4, finding);
                      statement.setObject(5, id);
                    }))
        > 0;
  }

  /** What this person read of the patient while the file was open, by the audit. */
  List<EmergencyController.ReadResponse> reads(Row opened) {
    return database.query(
        "SELECT at, action, route, purpose, request_id FROM audit WHERE patient_id = ?"
            + " AND actor = ? AND allowed AND reason = ? AND at >= ? AND at < ? ORDER BY seq",
        statement -> {
          statement.setObject(1, opened.patient());
          statement.setObject(2, opened.actor());
          statement.setString(3, Reason.BREAK_GLASS.name());
          statement.setObject(4, opened.at().atOffset(ZoneOffset.UTC));
          statement.setObject(5, opened.until().atOffset(ZoneOffset.UTC));
        },
        row ->
            new EmergencyController.ReadResponse(
                row.getTimestamp(1).toInstant(),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5)));
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getObject(1, UUID.class),
        row.getObject(2, UUID.class),
        row.getObject(3, UUID.class),
        Emergency.Kind.valueOf(row.getString(4)),
        row.getString(5),
        row.getTimestamp(6).toInstant(),
        row.getTimestamp(7).toInstant(),
        row.getBoolean(8),
        row.getTimestamp(9) == null ? null : row.getTimestamp(9).toInstant(),
        row.getString(10),
        row.getTimestamp(11) == null ? null : row.getTimestamp(11).toInstant(),
        row.getObject(12, UUID.class),
        row.getObject(13, Boolean.class),
        row.getString(14));
  }
}
