package vigie.api.patient;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import vigie.api.access.Mandate;
import vigie.api.store.JdbcDatabase;

/** Mandates in the store, with their history. */
@Singleton
public final class JdbcMandates {
  private final JdbcPatients patients;
  private final JdbcDatabase database;

  /** A mandate, the document that proves it, and when it was given. */
  public record Row(Mandate mandate, String proof, Instant since) {}

  /** Wired by the program. */
  public JdbcMandates(JdbcPatients patients, JdbcDatabase database) {
    this.patients = patients;
    this.database = database;
  }

  /** The mandates that the patient has not ended. */
  public List<Row> list(UUID patient) {
    return database.query(
        "SELECT representative, scopes, until, proof, since FROM mandate"
            + " WHERE patient_id = ? AND ended IS NULL ORDER BY mandate_id",
        statement -> statement.setObject(1, patient),
        row ->
            new Row(
                new Mandate(
                    row.getObject(1, UUID.class),
                    JdbcRights.values(Mandate.Scope.class, row, 2),
                    row.getTimestamp(3).toInstant()),
                row.getString(4),
                row.getTimestamp(5).toInstant()));
  }

  /** Gives a mandate, in place of the one that this person had. */
  public Row put(UUID patient, Mandate mandate, String proof, UUID actor) {
    return patients.change(
        patient,
        (connection, now) -> {
          end(connection, patient, mandate.representative(), now);
          JdbcDatabase.update(
              connection,
              "INSERT INTO mandate (patient_id, representative, scopes, proof, since, until, actor)"
                  + " VALUES (?, ?, ?, ?, ?, ?, ?)",
              statement -> {
                statement.setObject(1, patient);
                statement.setObject(2, mandate.representative());
                statement.setArray(3, JdbcRights.names(connection, mandate.scopes()));
                statement.setString(4, proof);
                statement.setObject(5, now.atOffset(ZoneOffset.UTC));
                statement.setObject(6, mandate.until().atOffset(ZoneOffset.UTC));
                statement.setObject(7, actor);
              });
          return new Row(mandate, proof, now);
        });
  }

  /** Ends this person's mandate; false when they have none. */
  public boolean end(UUID patient, UUID representative) {
    return patients.change(
        patient, (connection, now) -> end(connection, patient, representative, now) > 0);
  }

  private static int end(Connection connection, UUID patient, UUID representative, Instant now)
      throws SQLException {
    return JdbcDatabase.update(
        connection,
        "UPDATE mandate SET ended = ?"
            + " WHERE patient_id = ? AND representative = ? AND ended IS NULL",
        statement -> {
          statement.setObject(1, now.atOffset(ZoneOffset.UTC));
          statement.setObject(2, patient);
          statement.setObject(3, representative);
        });
  }
}
