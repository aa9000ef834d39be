package vigie.api.patient;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import vigie.api.schedule.ScheduledTask;
import vigie.api.schedule.Timetable;
import vigie.api.store.JdbcDatabase;

/**
 * Every night: tells the stream of patients who have turned 16, for whom adults' rules hold from
 * then on. A night that was missed is made up for on the next.
 */
@Singleton
final class JdbcComingOfAge implements ScheduledTask {
  private static final String TURNED_16 =
      "SELECT patient_id FROM patient JOIN people.person ON person_id = patient_id"
          + " WHERE birth_date + interval '16 years'"
          + " BETWEEN current_date - interval '7 days' AND current_date";

  private final JdbcDatabase database;
  private final JdbcPatients patients;
  private final Timetable nights;

  JdbcComingOfAge(JdbcDatabase database, JdbcPatients patients, ZoneId zone) {
    this.database = database;
    this.patients = patients;
    this.nights = new Timetable(zone, LocalTime.of(0, 30), null);
  }

  @Override
  public String name() {
    return "coming-of-age";
  }

  @Override
  public Timetable timetable() {
    return nights;
  }

  @Override
  public void run(Instant now) {
    List<UUID> found =
        database.query(
            TURNED_16, JdbcDatabase.Parameters.NONE, row -> row.getObject(1, UUID.class));
    // Nothing is changed but the profile's version: the flag follows from the date.
    found.forEach(patient -> patients.change(patient, (connection, at) -> at));
  }
}
