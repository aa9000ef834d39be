package vigie.api.patient;

import jakarta.inject.Singleton;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.access.ContactLevel;
import vigie.api.store.JdbcDatabase;
import vigie.patient.Cover;

/** Care teams in the store, with their history. */
@Singleton
public final class JdbcCareTeams {
  private final JdbcPatients patients;

  /** Wired by the program. */
  public JdbcCareTeams(JdbcPatients patients) {
    this.patients = patients;
  }

  /** Whom a patient names, null for none; and how much the emergency contact is told. */
  public record Team(
      @Nullable UUID physician,
      @Nullable UUID emergencyContact,
      ContactLevel contactLevel,
      Cover cover) {}

  /** Who stands in for a patient's treating physician. */
  public Cover cover(UUID patient) {
    return patients.read(connection -> JdbcCover.read(connection, patient));
  }

  /** Names them anew. */
  public void put(UUID patient, Team team, UUID actor) {
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
          List<Long> id =
              JdbcDatabase.query(
                  connection,
                  "INSERT INTO care_team (patient_id, treating_physician, emergency_contact, since,"
                      + " actor, contact_level) VALUES (?, ?, ?, ?, ?, ?) RETURNING care_team_id",
                  statement -> {
                    statement.setObject(1, patient);
                    statement.setObject(2, team.physician());
                    statement.setObject(3, team.emergencyContact());
                    statement.setObject(4, now.atOffset(ZoneOffset.UTC));
                    statement.setObject(5, actor);
                    statement.setString(6, team.contactLevel().name());
                  },
                  row -> row.getLong(1));
          JdbcCover.write(connection, id.get(0), team.cover());
          return id;
        });
  }
}
