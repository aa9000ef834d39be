package vigie.api.audit;

import jakarta.inject.Singleton;
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

/** Lines that patients reported, and what the data protection officer asks of the audit. */
@Singleton
public final class JdbcAuditReports {
  private static final String COLUMNS =
      "audit_report_id, seq, patient_id, at, note, answered_at, answer";

  private final JdbcDatabase database;

  /**
   * A reported access.
   *
   * @param id the report's
   * @param seq the line's
   * @param patient who reported it
   * @param at when
   * @param note what the patient says
   * @param answeredAt null when not answered
   * @param answer null when not answered
   */
  public record Report(
      long id,
      long seq,
      UUID patient,
      Instant at,
      String note,
      @Nullable Instant answeredAt,
      @Nullable String answer) {}

  /** One person whose data an account was allowed to see, how often, and when. */
  public record Seen(UUID patient, long times, Instant first, Instant last) {}

  /** Wired by the program. */
  public JdbcAuditReports(JdbcDatabase database) {
    this.database = database;
  }

  /**
   * Keeps a report.
   *
   * @return its id; empty when there is no such line of this patient
   * @throws vigie.api.store.StoreException of kind DUPLICATE when the line is reported already
   */
  public Optional<Long> add(UUID patient, long seq, String note, Instant at) {
    return database
        .inTransaction(
            connection ->
                JdbcDatabase.query(
                    connection,
                    "INSERT INTO audit_report (seq, patient_id, at, note)"
                        + " SELECT seq, patient_id, ?, ? FROM audit WHERE seq = ? AND patient_id = ?"
                        + " RETURNING audit_report_id",
                    statement -> {
                      statement.setObject(1, at.atOffset(ZoneOffset.UTC));
                      statement.setString(2, note);
                      statement.setLong(3, seq);
                      statement.setObject(4, patient);
                    },
                    row -> row.getLong(1)))
        .stream()
        .findFirst();
  }

  /** Answers a report that is not answered yet; false when there is none such. */
  public boolean answer(long id, String answer, UUID by, Instant at) {
    return database.inTransaction(
            connection ->
                JdbcDatabase.update(
                    connection,
                    "UPDATE audit_report SET answer = ?, answered_by = ?, answered_at = ?"
                        + " WHERE audit_report_id = ? AND answered_at IS NULL",
                    statement -> {
                      statement.setString(1, answer);
                      statement.setObject(2, by);
                      statement.setObject(3, at.atOffset(ZoneOffset.UTC));
                      statement.setLong(4, id);
                    }))
        == 1;
  }

  /** A patient's own reports, newest first. */
  public List<Report> ofPatient(UUID patient) {
    return database.query(
        "SELECT " + COLUMNS + " FROM audit_report WHERE patient_id = ? ORDER BY 1 DESC",
        statement -> statement.setObject(1, patient),
        JdbcAuditReports::report);
  }

  /** Reports of all patients, those without answer first, then newest first. */
  public List<Report> all(int limit) {
    return database.query(
        "SELECT "
            + COLUMNS
            + " FROM audit_report"
            + " ORDER BY answered_at IS NOT NULL, audit_report_id DESC LIMIT ?",
        statement -> statement.setInt(1, limit),
        JdbcAuditReports::report);
  }

  /**
   * Whose data an account was allowed to see, by ids, most often first.
   *
   * @param from included
   * @param to not included
   */
  public List<Seen> seenBy(UUID account, Instant from, Instant to) {
    return database.query(
        "SELECT patient_id, count(*), min(at), max(at) FROM audit WHERE actor = ? AND allowed"
            + " AND patient_id IS NOT NULL AND actor <> patient_id AND at >= ? AND at < ?"
            + " GROUP BY patient_id ORDER BY 2 DESC, 1",
        statement -> {
          statement.setObject(1, account);
          statement.setObject(2, from.atOffset(ZoneOffset.UTC));
          statement.setObject(3, to.atOffset(ZoneOffset.UTC));
        },
        row ->
            new Seen(
                row.getObject(1, UUID.class), row.getLong(2), instant(row, 3), instant(row, 4)));
  }

  private static Report report(ResultSet row) throws SQLException {
    return new Report(
        row.getLong(1),
        row.getLong(2),
        row.getObject(3, UUID.class),
        instant(row, 4),
        row.getString(5),
        row.getObject(6) == null ? null : instant(row, 6),
        row.getString(7));
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
