package vigie.api.patient;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.store.JdbcDatabase;

/**
 * Closed accounts. While one is closed its file says so to everybody: no consent, so nothing is
 * taken in or judged; no care team and no grant, so nobody else reads. What was given stays in the
 * store and holds again when the account is opened.
 */
@Singleton
public final class JdbcClosing {
  private final JdbcPatients patients;

  /** Wired by the program. */
  public JdbcClosing(JdbcPatients patients) {
    this.patients = patients;
  }

  /** Closes the account; one that is closed stays so. */
  public void close(UUID patient) {
    set(
        patient,
        "UPDATE patient SET closed_at = coalesce(closed_at, ?) WHERE patient_id = ?",
        true);
  }

  /** Opens the account again. */
  public void open(UUID patient) {
    set(patient, "UPDATE patient SET closed_at = ? WHERE patient_id = ?", false);
  }

  /** Since when the account is closed; empty while it is open. */
  public Optional<Instant> closedAt(UUID patient) {
    return patients
        .read(
            connection ->
                JdbcDatabase.query(
                    connection,
                    "SELECT closed_at FROM patient WHERE patient_id = ? AND closed_at IS NOT NULL",
                    statement -> statement.setObject(1, patient),
                    row -> Objects.requireNonNull(row.getObject(1, OffsetDateTime.class))))
        .stream()
        .findFirst()
        .map(OffsetDateTime::toInstant);
  }

  private void set(UUID patient, String sql, boolean closed) {
    var unused =
        patients.change(
            patient,
            (connection, now) ->
                JdbcDatabase.update(
                    connection,
                    sql,
                    statement -> {
                      statement.setObject(1, at(now, closed));
                      statement.setObject(2, patient);
                    }));
  }

  private static @Nullable OffsetDateTime at(Instant now, boolean closed) {
    return closed ? now.atOffset(ZoneOffset.UTC) : null;
  }
}
