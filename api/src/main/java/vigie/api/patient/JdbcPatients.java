package vigie.api.patient;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.Topics;
import vigie.api.access.AccessDirectory;
import vigie.api.access.PatientRights;
import vigie.api.key.JdbcPatientKeys;
import vigie.api.outbox.JdbcOutbox;
import vigie.api.outbox.KafkaRelay;
import vigie.api.people.JdbcPeople;
import vigie.api.people.Person;
import vigie.api.store.JdbcDatabase;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;
import vigie.codec.Codecs;
import vigie.patient.PatientProfile;

/**
 * The one way to change what is decided about a patient: in one transaction the change, the new
 * profile version and its record for the stream; then the rights in memory. So the change holds for
 * the next request here and, a relay later, in gateway and stream.
 */
@Singleton
public final class JdbcPatients {
  /** Far more than anybody can have changed about one patient since a backup was made. */
  private static final long CHANGES_SINCE_BACKUP_MAX = 1_000_000_000;

  private final JdbcDatabase database;
  private final AccessDirectory directory;
  private final KafkaRelay relay;
  private final JdbcPatientKeys keys;
  private final Clock clock;

  /** A change under way: the patient's row is locked. */
  @FunctionalInterface
  public interface Change<T> {
    /** Makes it, at this time. */
    T on(Connection connection, Instant now) throws SQLException;
  }

  private record Changed<T>(T result, PatientFile file) {}

  /** Wired by the program. */
  public JdbcPatients(
      JdbcDatabase database,
      AccessDirectory directory,
      KafkaRelay relay,
      JdbcPatientKeys keys,
      Clock clock) {
    this.database = database;
    this.directory = directory;
    this.relay = relay;
    this.keys = keys;
    this.clock = clock;
  }

  /** All patients' rights, for the start. */
  public List<PatientRights> rights() {
    return database.inTransaction(
        connection -> {
          Map<UUID, Long> versions = new LinkedHashMap<>();
          JdbcDatabase.query(
              connection,
              "SELECT patient_id, profile_version FROM patient",
              JdbcDatabase.Parameters.NONE,
              row -> versions.put(row.getObject(1, UUID.class), row.getLong(2)));
          List<PatientRights> all = new ArrayList<>(versions.size());
          for (Map.Entry<UUID, Long> patient : versions.entrySet()) {
            all.add(
                JdbcPatientFile.read(connection, patient.getKey(), patient.getValue()).rights());
          }
          return all;
        });
  }

  /** Makes a patient: person, file, key and first profile. */
  public void enrol(Person person, @Nullable String passwordHash, UUID by) {
    enrol(person, passwordHash, by, (connection, now) -> now);
  }

  /**
   * The same with something that is decided about the patient from the start.
   *
   * @param first what the change itself throws undoes all of it
   */
  public void enrol(Person person, @Nullable String passwordHash, UUID by, Change<?> first) {
    Changed<Boolean> changed =
        database.inTransaction(
            connection -> {
              JdbcPeople.add(connection, person, passwordHash, clock.instant(), by);
              JdbcDatabase.update(
                  connection,
                  "INSERT INTO patient (patient_id) VALUES (?)",
                  statement -> statement.setObject(1, person.id()));
              keys.make(connection, person.id());
              first.on(connection, clock.instant());
              return published(connection, person.id(), true);
            });
    announce(changed.file());
  }

  /**
   * Changes something decided about a patient.
   *
   * @throws Refusal when there is no such patient; what the change itself throws undoes it
   */
  public <T> T change(UUID patient, Change<T> change) {
    Changed<T> changed =
        database.inTransaction(
            connection -> {
              lock(connection, patient);
              return published(connection, patient, change.on(connection, clock.instant()));
            });
    announce(changed.file());
    return changed.result();
  }

  /**
   * What the stream knows of a patient.
   *
   * @throws Refusal when there is no such patient
   */
  public PatientProfile profile(UUID patient) {
    return database.inTransaction(
        connection -> {
          List<Long> version =
              JdbcDatabase.query(
                  connection,
                  "SELECT profile_version FROM patient WHERE patient_id = ?",
                  statement -> statement.setObject(1, patient),
                  row -> row.getLong(1));
          if (version.isEmpty()) {
            throw new Refusal(ProblemCode.NOT_FOUND, "there is no such patient");
          }
          return JdbcPatientFile.read(connection, patient, version.get(0)).profile();
        });
  }

  /** Reads something of a patient. */
  public <T> T read(JdbcDatabase.Work<T> work) {
    return database.inTransaction(work);
  }

  private void announce(PatientFile file) {
    directory.put(file.rights());
    relay.wake();
  }

  private static void lock(Connection connection, UUID patient) throws SQLException {
    if (JdbcDatabase.query(
            connection,
            "SELECT 1 FROM patient WHERE patient_id = ? FOR UPDATE",
            statement -> statement.setObject(1, patient),
            row -> row.getInt(1))
        .isEmpty()) {
      throw new Refusal(ProblemCode.NOT_FOUND, "there is no such patient");
    }
  }

  /**
   * To be called for a store that was restored: profiles that the topic has may be newer than the
   * store's. Whatever is changed from now on is newer than all of them, or a withdrawal would be
   * passed over as old. What the topic has stays until then: it may know of a withdrawal that the
   * store has forgotten.
   */
  public static void outrunTopic(JdbcDatabase database) {
    database.inTransaction(
        connection ->
            JdbcDatabase.update(
                connection,
                "UPDATE patient SET profile_version = profile_version + ?",
                statement -> statement.setLong(1, CHANGES_SINCE_BACKUP_MAX)));
  }

  private static <T> Changed<T> published(Connection connection, UUID patient, T result)
      throws SQLException {
    long version =
        JdbcDatabase.query(
                connection,
                "UPDATE patient SET profile_version = profile_version + 1 WHERE patient_id = ?"
                    + " RETURNING profile_version",
                statement -> statement.setObject(1, patient),
                row -> row.getLong(1))
            .get(0);
    PatientFile file = JdbcPatientFile.read(connection, patient, version);
    JdbcOutbox.add(
        connection, Topics.PATIENT, patient.toString(), Codecs.PATIENT.encode(file.profile()));
    return new Changed<>(result, file);
  }
}
