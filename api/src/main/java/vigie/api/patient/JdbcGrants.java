package vigie.api.patient;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.store.JdbcDatabase;
import vigie.reading.Category;

/** Grants in the store, with their history. */
@Singleton
public final class JdbcGrants {
  private final JdbcPatients patients;
  private final JdbcDatabase database;

  /** A grant in force or ended by its own time. */
  public record Row(
      UUID grantee, Set<Category> categories, Instant since, @Nullable Instant until) {}

  /** Wired by the program. */
  public JdbcGrants(JdbcPatients patients, JdbcDatabase database) {
    this.patients = patients;
    this.database = database;
  }

  /** The grants that the patient has not ended. */
  public List<Row> list(UUID patient) {
    return database.query(
        "SELECT grantee, categories, since, until FROM access_grant"
            + " WHERE patient_id = ? AND ended IS NULL ORDER BY grant_id",
        statement -> statement.setObject(1, patient),
        row ->
            new Row(
                row.getObject(1, UUID.class),
                JdbcPatientFile.categories(row, 2),
                row.getTimestamp(3).toInstant(),
                JdbcPatientFile.instant(row, 4)));
  }

  /** Grants anew, in place of what was granted to this person before. */
  public Row put(
      UUID patient, UUID grantee, Set<Category> categories, @Nullable Instant until, UUID actor) {
    return patients.change(
        patient,
        (connection, now) -> {
          end(connection, patient, grantee, now);
          JdbcDatabase.update(
              connection,
              "INSERT INTO access_grant (patient_id, grantee, categories, since, until, actor)"
                  + " VALUES (?, ?, ?, ?, ?, ?)",
              statement -> {
                statement.setObject(1, patient);
                statement.setObject(2, grantee);
                statement.setArray(
                    3,
                    connection.createArrayOf(
                        "text", categories.stream().map(Enum::name).sorted().toArray()));
                statement.setObject(4, now.atOffset(ZoneOffset.UTC));
                statement.setObject(5, until == null ? null : until.atOffset(ZoneOffset.UTC));
                statement.setObject(6, actor);
              });
          return new Row(grantee, categories, now, until);
        });
  }

  /** Ends what was granted to this person; false when nothing was. */
  public boolean end(UUID patient, UUID grantee) {
    return patients.change(
        patient, (connection, now) -> end(connection, patient, grantee, now) > 0);
  }

  private static int end(Connection connection, UUID patient, UUID grantee, Instant now)
      throws SQLException {
    return JdbcDatabase.update(
        connection,
        "UPDATE access_grant SET ended = ? WHERE patient_id = ? AND grantee = ? AND ended IS NULL",
        statement -> {
          statement.setObject(1, now.atOffset(ZoneOffset.UTC));
          statement.setObject(2, patient);
          statement.setObject(3, grantee);
        });
  }
}
