package vigie.api.patient;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import vigie.api.request.JdbcRequests;
import vigie.api.request.RequestKind;
import vigie.api.request.RightsRequest;
import vigie.api.store.JdbcDatabase;

/** Metrics that patients had frozen, in the store, with their history. */
@Singleton
public final class JdbcRestrictions {
  private static final String CURRENT =
      "SELECT metric, reason, since, actor FROM restriction"
          + " WHERE patient_id = ? AND ended IS NULL ORDER BY metric";

  /** The answer to a request that is granted by itself. */
  private static final String DONE = "fait avec la demande / done with the request";

  private final JdbcPatients patients;
  private final JdbcDatabase database;
  private final ZoneId zone;

  /** A restriction in force, since when and by whom. */
  public record Row(String metric, String reason, Instant since, UUID by) {}

  /** Wired by the program. */
  public JdbcRestrictions(JdbcPatients patients, JdbcDatabase database, ZoneId zone) {
    this.patients = patients;
    this.database = database;
    this.zone = zone;
  }

  /** The restrictions in force. */
  public List<Row> list(UUID patient) {
    return database.inTransaction(connection -> read(connection, patient));
  }

  /**
   * Freezes a metric; one that is frozen already stays as it is. That is also a request, and its
   * answer.
   */
  public Row put(UUID patient, String metric, String reason, UUID by) {
    return patients.change(
        patient,
        (connection, now) -> {
          for (Row known : read(connection, patient)) {
            if (known.metric().equals(metric)) {
              return known;
            }
          }
          JdbcDatabase.update(
              connection,
              "INSERT INTO restriction (patient_id, metric, reason, since, actor)"
                  + " VALUES (?, ?, ?, ?, ?)",
              statement -> {
                statement.setObject(1, patient);
                statement.setString(2, metric);
                statement.setString(3, reason);
                statement.setObject(4, now.atOffset(ZoneOffset.UTC));
                statement.setObject(5, by);
              });
          JdbcRequests.add(
              connection,
              RightsRequest.filed(
                      UUID.randomUUID(),
                      patient,
                      RequestKind.RESTRICTION,
                      reason,
                      metric,
                      now,
                      by,
                      zone)
                  .answered(null, true, DONE, now));
          return new Row(metric, reason, now, by);
        });
  }

  /** Lifts a restriction; false when there is none. */
  public boolean end(UUID patient, String metric, UUID by) {
    return patients.change(
        patient,
        (connection, now) ->
            JdbcDatabase.update(
                    connection,
                    "UPDATE restriction SET ended = ?, ended_by = ?"
                        + " WHERE patient_id = ? AND metric = ? AND ended IS NULL",
                    statement -> {
                      statement.setObject(1, now.atOffset(ZoneOffset.UTC));
                      statement.setObject(2, by);
                      statement.setObject(3, patient);
                      statement.setString(4, metric);
                    })
                > 0);
  }

  /** Ids of the metrics that are frozen. */
  static Set<String> metrics(Connection connection, UUID patient) throws SQLException {
    return read(connection, patient).stream()
        .map(Row::metric)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static List<Row> read(Connection connection, UUID patient) throws SQLException {
    return JdbcDatabase.query(
        connection,
        CURRENT,
        statement -> statement.setObject(1, patient),
        row ->
            new Row(
                row.getString(1),
                row.getString(2),
                row.getTimestamp(3).toInstant(),
                row.getObject(4, UUID.class)));
  }
}
