package vigie.api.patient;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vigie.api.access.ContactLevel;
import vigie.api.store.JdbcDatabase;
import vigie.api.store.JdbcTimes;
import vigie.patient.PatientLimit;
import vigie.patient.ProfileFlag;
import vigie.reading.MetricCatalogue;

/** Reads a patient's file from the store. */
final class JdbcPatientFile {
  /** Whom the patient names. */
  private record Named(@Nullable UUID physician, @Nullable UUID contact, ContactLevel level) {}

  private JdbcPatientFile() {}

  static PatientFile read(Connection connection, UUID patient, long version) throws SQLException {
    boolean closed =
        !JdbcDatabase.query(
                connection,
                "SELECT 1 FROM patient WHERE patient_id = ? AND closed_at IS NOT NULL",
                statement -> statement.setObject(1, patient),
                row -> true)
            .isEmpty();
    return closed
        ? PatientFile.closed(patient, version, JdbcRights.mandates(connection, patient))
        : open(connection, patient, version);
  }

  private static PatientFile open(Connection connection, UUID patient, long version)
      throws SQLException {
    Named team = named(connection, patient);
    return new PatientFile(
        patient,
        version,
        team.physician(),
        team.contact(),
        team.level(),
        JdbcConsents.covered(connection, patient),
        JdbcRestrictions.metrics(connection, patient),
        sourceOrder(connection, patient),
        limits(connection, patient),
        flags(connection, patient),
        JdbcCover.read(connection, patient),
        JdbcRights.grants(connection, patient),
        JdbcRights.mandates(connection, patient),
        JdbcRights.masks(connection, patient),
        JdbcRights.emergency(connection, patient),
        JdbcRights.feedingOpposed(connection, patient));
  }

  private static Named named(Connection connection, UUID patient) throws SQLException {
    List<Named> current =
        JdbcDatabase.query(
            connection,
            "SELECT treating_physician, emergency_contact, contact_level FROM care_team"
                + " WHERE patient_id = ? AND ended IS NULL",
            statement -> statement.setObject(1, patient),
            row ->
                new Named(
                    row.getObject(1, UUID.class),
                    row.getObject(2, UUID.class),
                    ContactLevel.valueOf(row.getString(3))));
    return current.isEmpty() ? new Named(null, null, ContactLevel.NONE) : current.get(0);
  }

  /** Of sleep alone: nothing else in the stream asks which of two devices stands. */
  private static Map<String, List<String>> sourceOrder(Connection connection, UUID patient)
      throws SQLException {
    return JdbcDatabase.query(
            connection,
            "SELECT metric, devices FROM source_order WHERE patient_id = ? AND metric = ?"
                + " AND ended IS NULL",
            statement -> {
              statement.setObject(1, patient);
              statement.setInt(2, MetricCatalogue.standard().metric("sleep-total").number());
            },
            row ->
                Map.entry(
                    MetricCatalogue.standard().metric(row.getInt(1)).id(),
                    List.of((String[]) row.getArray(2).getArray())))
        .stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  static List<PatientLimit> limits(Connection connection, UUID patient) throws SQLException {
    return JdbcDatabase.query(
        connection,
        "SELECT rule_id, enabled, limit_value, clear_value, hold_millis, clear_hold_millis, author,"
            + " set_at, reason, version, off_until"
            + " FROM (SELECT DISTINCT ON (rule_id) * FROM patient_limit"
            + " WHERE patient_id = ? ORDER BY rule_id, version DESC) newest"
            + " WHERE NOT removed ORDER BY rule_id",
        statement -> statement.setObject(1, patient),
        row ->
            new PatientLimit(
                row.getString(1),
                row.getBoolean(2),
                row.getObject(3, Double.class),
                row.getObject(4, Double.class),
                duration(row, 5),
                duration(row, 6),
                row.getObject(7, UUID.class),
                row.getTimestamp(8).toInstant(),
                row.getString(9),
                row.getInt(10),
                JdbcTimes.instant(row, 11)));
  }

  /** Those that a clinician set; and that of a child, by the birth date, until they are 16. */
  static Set<ProfileFlag> flags(Connection connection, UUID patient) throws SQLException {
    return JdbcDatabase.query(
            connection,
            "SELECT flags FROM patient_flags WHERE patient_id = ? AND ended IS NULL UNION ALL"
                + " SELECT ARRAY['CHILD'] FROM people.person"
                + " WHERE person_id = ? AND birth_date + interval '16 years' > current_date",
            statement -> {
              statement.setObject(1, patient);
              statement.setObject(2, patient);
            },
            row -> (String[]) row.getArray(1).getArray())
        .stream()
        .flatMap(Arrays::stream)
        .map(ProfileFlag::valueOf)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static @Nullable Duration duration(ResultSet row, int column) throws SQLException {
    Long millis = row.getObject(column, Long.class);
    return millis == null ? null : Duration.ofMillis(millis);
  }
}
