package vigie.api.patient;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.store.JdbcDatabase;
import vigie.api.store.JdbcTimes;
import vigie.patient.PatientLimit;
import vigie.patient.ProfileFlag;

/** A patient's own limits and flags in the store, every version kept. */
@Singleton
public final class JdbcLimits {
  private final JdbcPatients patients;
  private final JdbcDatabase database;

  /** Wired by the program. */
  public JdbcLimits(JdbcPatients patients, JdbcDatabase database) {
    this.patients = patients;
    this.database = database;
  }

  /** The limits in force. */
  public List<PatientLimit> list(UUID patient) {
    return database.inTransaction(connection -> JdbcPatientFile.limits(connection, patient));
  }

  /** The flags in force. */
  public Set<ProfileFlag> flags(UUID patient) {
    return database.inTransaction(connection -> JdbcPatientFile.flags(connection, patient));
  }

  /**
   * Sets a limit; its time and version are given here.
   *
   * @param wished the limit but for time and version
   */
  public PatientLimit put(UUID patient, PatientLimit wished) {
    return patients.change(
        patient, (connection, now) -> insert(connection, patient, wished, now, false));
  }

  /** Removes the limit for a rule: the rule's own numbers hold again. Empty when there is none. */
  public Optional<PatientLimit> remove(UUID patient, String ruleId, UUID author) {
    return patients.change(
        patient,
        (connection, now) -> {
          Optional<PatientLimit> before =
              JdbcPatientFile.limits(connection, patient).stream()
                  .filter(limit -> limit.ruleId().equals(ruleId))
                  .findFirst();
          if (before.isPresent()) {
            PatientLimit last = before.get();
            insert(
                connection,
                patient,
                new PatientLimit(
                    ruleId,
                    last.enabled(),
                    last.limit(),
                    last.clear(),
                    last.hold(),
                    last.clearHold(),
                    author,
                    now,
                    "removed",
                    last.version(),
                    last.until()),
                now,
                true);
          }
          return before;
        });
  }

  /** Sets the flags, in place of those before. */
  public void putFlags(UUID patient, Set<ProfileFlag> flags, UUID author) {
    patients.change(
        patient,
        (connection, now) -> {
          JdbcDatabase.update(
              connection,
              "UPDATE patient_flags SET ended = ? WHERE patient_id = ? AND ended IS NULL",
              statement -> {
                statement.setObject(1, now.atOffset(ZoneOffset.UTC));
                statement.setObject(2, patient);
              });
          return JdbcDatabase.update(
              connection,
              "INSERT INTO patient_flags (patient_id, flags, since, author) VALUES (?, ?, ?, ?)",
              statement -> {
                statement.setObject(1, patient);
                statement.setArray(
                    2,
                    connection.createArrayOf(
                        "text", flags.stream().map(Enum::name).sorted().toArray()));
                statement.setObject(3, now.atOffset(ZoneOffset.UTC));
                statement.setObject(4, author);
              });
        });
  }

  private static PatientLimit insert(
      Connection connection, UUID patient, PatientLimit wished, Instant now, boolean removed)
      throws SQLException {
    int version =
        JdbcDatabase.query(
                connection,
                "SELECT coalesce(max(version), 0) + 1 FROM patient_limit"
                    + " WHERE patient_id = ? AND rule_id = ?",
                statement -> {
                  statement.setObject(1, patient);
                  statement.setString(2, wished.ruleId());
                },
                row -> row.getInt(1))
            .get(0);
    JdbcDatabase.update(
        connection,
        "INSERT INTO patient_limit (patient_id, rule_id, version, enabled, limit_value, clear_value,"
            + " hold_millis, clear_hold_millis, author, set_at, reason, removed, off_until)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        statement -> {
          statement.setObject(1, patient);
          statement.setString(2, wished.ruleId());
          statement.setInt(3, version);
          statement.setBoolean(4, wished.enabled());
          statement.setObject(5, wished.limit());
          statement.setObject(6, wished.clear());
          statement.setObject(7, millis(wished.hold()));
          statement.setObject(8, millis(wished.clearHold()));
          statement.setObject(9, wished.author());
          statement.setObject(10, now.atOffset(ZoneOffset.UTC));
          statement.setString(11, wished.reason());
          statement.setBoolean(12, removed);
          statement.setObject(13, JdbcTimes.utc(wished.until()));
        });
    return new PatientLimit(
        wished.ruleId(),
        wished.enabled(),
        wished.limit(),
        wished.clear(),
        wished.hold(),
        wished.clearHold(),
        wished.author(),
        now,
        wished.reason(),
        version,
        wished.until());
  }

  private static @Nullable Long millis(@Nullable Duration duration) {
    return duration == null ? null : duration.toMillis();
  }
}
