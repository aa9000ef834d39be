package vigie.api.patient;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.access.Mandate;
import vigie.api.store.JdbcDatabase;

/** Mandates in the store, with their history. */
@Singleton
public final class JdbcMandates {
  private final JdbcPatients patients;
  private final JdbcDatabase database;

  /**
   * A mandate.
   *
   * @param basis what it rests on; null for one of the time when that was not asked
   * @param proof the document that shows it
   * @param since when it was given
   * @param ended when the patient ended it, or gave another in its place; null for not yet
   */
  public record Row(
      Mandate mandate,
      Mandate.@Nullable Basis basis,
      String proof,
      Instant since,
      @Nullable Instant ended) {
    /** Whether it was in force then. */
    public boolean heldAt(Instant at) {
      return !at.isBefore(since) && mandate.inForceAt(at) && (ended == null || at.isBefore(ended));
    }
  }

  /** Wired by the program. */
  public JdbcMandates(JdbcPatients patients, JdbcDatabase database) {
    this.patients = patients;
    this.database = database;
  }

  /** The mandates that the patient has not ended. */
  public List<Row> list(UUID patient) {
    return rows(patient, " AND ended IS NULL");
  }

  /** All mandates that the patient ever gave, oldest first. */
  public List<Row> history(UUID patient) {
    return rows(patient, "");
  }

  private List<Row> rows(UUID patient, String condition) {
    return database.query(
        "SELECT representative, scopes, until, basis, proof, since, ended FROM mandate"
            + " WHERE patient_id = ?"
            + condition
            + " ORDER BY mandate_id",
        statement -> statement.setObject(1, patient),
        row ->
            new Row(
                new Mandate(
                    row.getObject(1, UUID.class),
                    JdbcRights.values(Mandate.Scope.class, row, 2),
                    row.getTimestamp(3).toInstant()),
                row.getString(4) == null ? null : Mandate.Basis.valueOf(row.getString(4)),
                row.getString(5),
                row.getTimestamp(6).toInstant(),
                row.getTimestamp(7) == null ? null : row.getTimestamp(7).toInstant()));
  }

  /** Gives a mandate, in place of the one that this person had. */
  public Row put(UUID patient, Mandate mandate, Mandate.Basis basis, String proof, UUID actor) {
    return patients.change(patient, given(patient, mandate, basis, proof, actor));
  }

  /** The same as a change of its own, such as the first of a patient who is made. */
  public static JdbcPatients.Change<Row> given(
      UUID patient, Mandate mandate, Mandate.Basis basis, String proof, UUID actor) {
    return (connection, now) -> {
      end(connection, patient, mandate.representative(), now);
      JdbcDatabase.update(
          connection,
          "INSERT INTO mandate (patient_id, representative, scopes, proof, since, until, actor,"
              + " basis) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
          statement -> {
            statement.setObject(1, patient);
            statement.setObject(2, mandate.representative());
            statement.setArray(3, JdbcRights.names(connection, mandate.scopes()));
            statement.setString(4, proof);
            statement.setObject(5, now.atOffset(ZoneOffset.UTC));
            statement.setObject(6, mandate.until().atOffset(ZoneOffset.UTC));
            statement.setObject(7, actor);
            statement.setString(8, basis.name());
          });
      return new Row(mandate, basis, proof, now, null);
    };
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
