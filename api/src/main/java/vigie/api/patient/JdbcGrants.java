package vigie.api.patient;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import vigie.api.access.Grant;
import vigie.api.access.Grantee;
import vigie.api.store.JdbcDatabase;
import vigie.api.store.JdbcTimes;

/** Grants in the store, with their history. */
@Singleton
public final class JdbcGrants {
  private final JdbcPatients patients;
  private final JdbcDatabase database;

  /**
   * A grant that the patient has not ended.
   *
   * @param since when it was made
   * @param by who made it: the patient, or a representative on their behalf
   */
  public record Row(Grant grant, Instant since, UUID by) {}

  /** Wired by the program. */
  public JdbcGrants(JdbcPatients patients, JdbcDatabase database) {
    this.patients = patients;
    this.database = database;
  }

  /** The grants that the patient has not ended. */
  public List<Row> list(UUID patient) {
    return database.query(
        JdbcRights.GRANTS,
        statement -> statement.setObject(1, patient),
        row ->
            new Row(
                JdbcRights.grant(row),
                row.getTimestamp(6).toInstant(),
                row.getObject(7, UUID.class)));
  }

  /** Grants anew, in place of what was granted to this grantee before. */
  public Row put(UUID patient, Grant grant, UUID actor) {
    return patients.change(
        patient,
        (connection, now) -> {
          end(connection, patient, grant.grantee(), now);
          JdbcDatabase.update(
              connection,
              "INSERT INTO access_grant (patient_id, grantee, categories, verbs, starts, since,"
                  + " until, actor) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
              statement -> {
                statement.setObject(1, patient);
                statement.setString(2, grant.grantee().toString());
                statement.setArray(3, JdbcRights.names(connection, grant.kinds()));
                statement.setArray(4, JdbcRights.names(connection, grant.verbs()));
                statement.setObject(5, grant.from().atOffset(ZoneOffset.UTC));
                statement.setObject(6, now.atOffset(ZoneOffset.UTC));
                statement.setObject(7, JdbcTimes.utc(grant.until()));
                statement.setObject(8, actor);
              });
          return new Row(grant, now, actor);
        });
  }

  /** Ends what was granted to this grantee; false when nothing was. */
  public boolean end(UUID patient, Grantee grantee) {
    return patients.change(
        patient, (connection, now) -> end(connection, patient, grantee, now) > 0);
  }

  private static int end(Connection connection, UUID patient, Grantee grantee, Instant now)
      throws SQLException {
    return JdbcDatabase.update(
        connection,
        "UPDATE access_grant SET ended = ? WHERE patient_id = ? AND grantee = ? AND ended IS NULL",
        statement -> {
          statement.setObject(1, now.atOffset(ZoneOffset.UTC));
          statement.setObject(2, patient);
          statement.setString(3, grantee.toString());
        });
  }
}
