package vigie.api.objection;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.patient.JdbcPatients;
import vigie.api.request.JdbcRequests;
import vigie.api.request.RequestKind;
import vigie.api.request.RightsRequest;
import vigie.api.store.JdbcDatabase;

/** Objections in the store, with what was decided on them. */
@Singleton
public final class JdbcObjections {
  private static final String COLUMNS =
      "SELECT objection_id, patient_id, scope, reason, at, actor, ended, decided_at, upheld,"
          + " grounds FROM objection";

  private final JdbcPatients patients;
  private final JdbcDatabase database;
  private final ZoneId zone;

  /** What a patient objects to. */
  public enum Scope {
    /** That those who treat the patient add to the file (R.1111-36). */
    FEEDING,
    /** Some other use, told in the reason. */
    PROCESSING
  }

  /**
   * An objection and what became of it.
   *
   * @param by who objected: the patient, or a representative on their behalf
   * @param ended when the patient took it back; null when they did not
   * @param decidedAt null while it is open
   * @param upheld null while it is open
   * @param grounds of the decision; null while it is open
   */
  public record Row(
      UUID id,
      UUID patient,
      Scope scope,
      String reason,
      Instant at,
      UUID by,
      @Nullable Instant ended,
      @Nullable Instant decidedAt,
      @Nullable Boolean upheld,
      @Nullable String grounds) {}

  /** Wired by the program. */
  public JdbcObjections(JdbcPatients patients, JdbcDatabase database, ZoneId zone) {
    this.patients = patients;
    this.database = database;
    this.zone = zone;
  }

  /** A patient's objections, newest first. */
  public List<Row> ofPatient(UUID patient) {
    return database.query(
        COLUMNS + " WHERE patient_id = ? ORDER BY at DESC, objection_id",
        statement -> statement.setObject(1, patient),
        JdbcObjections::row);
  }

  /** Everybody's, what is open first, then newest first. */
  public List<Row> all(int limit) {
    return database.query(
        COLUMNS
            + " ORDER BY decided_at IS NOT NULL OR ended IS NOT NULL, at DESC, objection_id"
            + " LIMIT ?",
        statement -> statement.setInt(1, limit),
        JdbcObjections::row);
  }

  /**
   * Opens a case, which is also a request with its term.
   *
   * @throws vigie.api.store.StoreException of kind DUPLICATE when one of this scope is open
   */
  public UUID open(UUID patient, Scope scope, String reason, UUID by) {
    UUID id = UUID.randomUUID();
    return patients.change(
        patient,
        (connection, now) -> {
          JdbcDatabase.update(
              connection,
              "INSERT INTO objection (objection_id, patient_id, scope, reason, at, actor)"
                  + " VALUES (?, ?, ?, ?, ?, ?)",
              statement -> {
                statement.setObject(1, id);
                statement.setObject(2, patient);
                statement.setString(3, scope.name());
                statement.setString(4, reason);
                statement.setObject(5, now.atOffset(ZoneOffset.UTC));
                statement.setObject(6, by);
              });
          JdbcRequests.add(
              connection,
              RightsRequest.filed(
                  UUID.randomUUID(),
                  patient,
                  RequestKind.OBJECTION,
                  reason,
                  id.toString(),
                  now,
                  by,
                  zone));
          return id;
        });
  }

  /** The patient objects no longer; false when they did not. */
  public boolean end(UUID patient, UUID objection) {
    return patients.change(
        patient,
        (connection, now) -> {
          boolean ended =
              JdbcDatabase.update(
                      connection,
                      "UPDATE objection SET ended = ?"
                          + " WHERE patient_id = ? AND objection_id = ? AND ended IS NULL",
                      statement -> {
                        statement.setObject(1, now.atOffset(ZoneOffset.UTC));
                        statement.setObject(2, patient);
                        statement.setObject(3, objection);
                      })
                  > 0;
          JdbcRequests.changeOpenAbout(
              connection, patient, objection.toString(), open -> open.withdrawn(now));
          return ended;
        });
  }

  /** Decides a case; false when there is none such that is open. */
  public boolean decide(UUID objection, boolean upheld, String grounds, UUID by) {
    Optional<UUID> patient =
        database
            .query(
                "SELECT patient_id FROM objection WHERE objection_id = ?",
                statement -> statement.setObject(1, objection),
                row -> row.getObject(1, UUID.class))
            .stream()
            .findFirst();
    return patient.isPresent()
        && patients.change(
            patient.get(),
            (connection, now) -> {
              boolean decided =
                  JdbcDatabase.update(
                          connection,
                          "UPDATE objection SET decided_at = ?, decided_by = ?, upheld = ?,"
                              + " grounds = ? WHERE objection_id = ? AND decided_at IS NULL"
                              + " AND ended IS NULL",
                          statement -> {
                            statement.setObject(1, now.atOffset(ZoneOffset.UTC));
                            statement.setObject(2, by);
                            statement.setBoolean(3, upheld);
                            statement.setString(4, grounds);
                            statement.setObject(5, objection);
                          })
                      > 0;
              if (decided) {
                JdbcRequests.changeOpenAbout(
                    connection,
                    patient.get(),
                    objection.toString(),
                    open -> open.answered(by, upheld, grounds, now));
              }
              return decided;
            });
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getObject(1, UUID.class),
        row.getObject(2, UUID.class),
        Scope.valueOf(row.getString(3)),
        row.getString(4),
        row.getTimestamp(5).toInstant(),
        row.getObject(6, UUID.class),
        row.getTimestamp(7) == null ? null : row.getTimestamp(7).toInstant(),
        row.getTimestamp(8) == null ? null : row.getTimestamp(8).toInstant(),
        row.getObject(9, Boolean.class),
        row.getString(10));
  }
}
