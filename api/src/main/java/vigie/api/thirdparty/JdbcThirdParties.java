package vigie.api.thirdparty;

import jakarta.inject.Singleton;
import java.util.UUID;
import vigie.api.store.JdbcDatabase;

/**
 * Whose names Vigie knows, and what they are to a patient. Professionals who never had to do with
 * the patient are left out: who names one names a professional. Safe to share between threads.
 */
@Singleton
public final class JdbcThirdParties {
  private static final String NAMES =
      """
      WITH one (patient_id) AS (SELECT ?::uuid),
      tied (who) AS (
        SELECT treating_physician::text FROM care_team JOIN one USING (patient_id)
        UNION SELECT emergency_contact::text FROM care_team JOIN one USING (patient_id)
        UNION SELECT person_id::text
          FROM care_team JOIN care_team_substitute USING (care_team_id) JOIN one USING (patient_id)
        UNION SELECT representative::text FROM mandate JOIN one USING (patient_id)
        UNION SELECT grantee FROM access_grant JOIN one USING (patient_id)
        UNION SELECT person_id::text
          FROM episode JOIN episode_member USING (episode_id) JOIN one USING (patient_id)
        UNION SELECT author::text FROM clinical_event JOIN one USING (patient_id)
        UNION SELECT recipient::text FROM event_share JOIN one USING (patient_id)
        UNION SELECT actor::text FROM emergency_access JOIN one USING (patient_id)
        UNION SELECT other.patient_id::text
          FROM device_binding JOIN one USING (patient_id) JOIN device_binding other USING (device)
        UNION SELECT other.patient_id::text
          FROM care_team JOIN one USING (patient_id) JOIN care_team other USING (emergency_contact)
        UNION SELECT other.patient_id::text
          FROM mandate JOIN one USING (patient_id) JOIN mandate other USING (representative)
      )
      SELECT first_name, last_name,
        CASE WHEN person_id = patient_id THEN 'SELF'
          WHEN who IS NULL THEN 'KNOWN'
          WHEN role IN ('PHYSICIAN', 'PROFESSIONAL') THEN 'ACTED'
          ELSE 'NEAR' END
      FROM people.person CROSS JOIN one LEFT JOIN tied ON who = person_id::text
      WHERE who IS NOT NULL OR role NOT IN ('PHYSICIAN', 'PROFESSIONAL')\
      """;

  private final JdbcDatabase database;

  /** Wired by the program. */
  JdbcThirdParties(JdbcDatabase database) {
    this.database = database;
  }

  /** Those of a patient, by one query. */
  public ThirdParties of(UUID patient) {
    return new ThirdParties(
        database.query(
            NAMES,
            statement -> statement.setObject(1, patient),
            row ->
                new ThirdParties.Name(
                    row.getString(1),
                    row.getString(2),
                    ThirdParties.Tie.valueOf(row.getString(3)))));
  }
}
