package vigie.api.patient;

import jakarta.inject.Singleton;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.store.JdbcDatabase;

/** Care teams in the store, with their history. */
@Singleton
public final class JdbcCareTeams {
  private final JdbcPatients patients;

  /** Wired by the program. */
  public JdbcCareTeams(JdbcPatients patients) {
    this.patients = patients;
  }

  /** Names both anew; null for none. */
  public void put(
      UUID patient, @Nullable UUID physician, @Nullable UUID emergencyContact, UUID actor) {
    patients.change(
        patient,
        (connection, now) -> {
          JdbcDatabase.update(
              connection,
              "UPDATE care_team SET ended = ? WHERE patient_id = ? AND ended IS NULL",
              statement -> {
                statement.setObject(1, now.atOffset(ZoneOffset.UTC));
                statement.setObject(2, patient);
              });
          return JdbcDatabase.update(
              connection,
              "INSERT INTO care_team (patient_id, treating_physician, emergency_contact, since,"
                  + " actor) VALUES (?, ?, ?, ?, ?)",
              statement -> {
                statement.setObject(1, patient);
                statement.setObject(2, physician);
                statement.setObject(3, emergencyContact);
                statement.setObject(4, now.atOffset(ZoneOffset.UTC));
                statement.setObject(5, actor);
              });
        });
  }
}
