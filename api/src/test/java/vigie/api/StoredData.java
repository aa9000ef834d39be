package vigie.api;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.alert.Cause;
import vigie.alert.Delivery;
import vigie.alert.Evidence;
import vigie.alert.Notification;
import vigie.alert.Severity;
import vigie.api.store.JdbcDatabase;
import vigie.api.timeline.StoredReading;
import vigie.codec.Codecs;
import vigie.reading.DeviceId;
import vigie.reading.MetricCatalogue;
import vigie.reading.PatientId;

/** Readings, rollups and alerts in the store, as TimelineJob writes them. */
public final class StoredData {
  private StoredData() {}

  /** A reading of a strap, without its rollups. */
  public static void reading(
      ApiExtension api, UUID patient, String metric, Instant at, double value) {
    reading(api, patient, "strap-1", metric, at, value);
  }

  /** A reading of some device, without its rollups. */
  public static void reading(
      ApiExtension api, UUID patient, String device, String metric, Instant at, double value) {
    store(api)
        .inTransaction(
            connection ->
                JdbcDatabase.update(
                    connection,
                    "INSERT INTO reading (patient_id, metric, ts, disc, value, received, device,"
                        + " quality, context) VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0)",
                    statement -> {
                      statement.setObject(1, patient);
                      statement.setInt(2, MetricCatalogue.standard().metric(metric).number());
                      statement.setObject(3, at.atOffset(ZoneOffset.UTC));
                      statement.setLong(4, device.hashCode());
                      statement.setDouble(5, value);
                      statement.setObject(6, at.atOffset(ZoneOffset.UTC));
                      statement.setString(7, device);
                    }));
  }

  /** A reading as a row has it, without its rollups. */
  public static void reading(ApiExtension api, UUID patient, StoredReading reading) {
    store(api)
        .inTransaction(
            connection ->
                JdbcDatabase.update(
                    connection,
                    "INSERT INTO reading (patient_id, metric, ts, disc, value, ts_end, received,"
                        + " device, quality, context, original_value, original_unit, zone_offset)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    statement -> {
                      Instant end = reading.end();
                      statement.setObject(1, patient);
                      statement.setInt(2, reading.metric().number());
                      statement.setObject(3, reading.effective().atOffset(ZoneOffset.UTC));
                      statement.setLong(4, reading.disc());
                      statement.setDouble(5, reading.value());
                      statement.setObject(6, end == null ? null : end.atOffset(ZoneOffset.UTC));
                      statement.setObject(7, reading.received().atOffset(ZoneOffset.UTC));
                      statement.setString(8, reading.device());
                      statement.setInt(9, reading.quality().number());
                      statement.setInt(10, reading.context().number());
                      statement.setObject(11, reading.originalValue());
                      statement.setString(12, reading.originalUnit());
                      statement.setObject(13, reading.zoneOffsetMinutes());
                    }));
  }

  /** An attempt to tell somebody of an alert. */
  public static void delivery(
      ApiExtension api,
      UUID patient,
      UUID alert,
      UUID recipient,
      Notification.Role role,
      Delivery.Outcome outcome,
      Instant at) {
    UUID notification = UUID.randomUUID();
    store(api)
        .inTransaction(
            connection -> {
              JdbcDatabase.update(
                  connection,
                  "INSERT INTO notification (notification_id, patient_id, recipient, role, step,"
                      + " reason, alert_id, record, decided_at)"
                      + " VALUES (?, ?, ?, ?, 0, 'FIRST', ?, ''::bytea, ?)",
                  statement -> {
                    statement.setObject(1, notification);
                    statement.setObject(2, patient);
                    statement.setObject(3, recipient);
                    statement.setString(4, role.name());
                    statement.setObject(5, alert);
                    statement.setObject(6, at.atOffset(ZoneOffset.UTC));
                  });
              return JdbcDatabase.update(
                  connection,
                  "INSERT INTO delivery (notification_id, channel, attempt, outcome, at, detail)"
                      + " VALUES (?, 'MAIL', 1, ?, ?, '')",
                  statement -> {
                    statement.setObject(1, notification);
                    statement.setString(2, outcome.name());
                    statement.setObject(3, at.atOffset(ZoneOffset.UTC));
                  });
            });
  }

  /** The rollups of all of a patient's readings. */
  public static void rollups(ApiExtension api, UUID patient) {
    for (List<String> table :
        List.of(
            List.of("reading_1m", "minute"),
            List.of("reading_1h", "hour"),
            List.of("reading_1d", "day"))) {
      store(api)
          .inTransaction(
              connection ->
                  JdbcDatabase.update(
                      connection,
                      "INSERT INTO "
                          + table.get(0)
                          + " SELECT patient_id, metric, date_trunc('"
                          + table.get(1)
                          + "', ts, 'UTC'), count(*), sum(value), min(value), max(value), min(ts),"
                          + " (array_agg(value ORDER BY ts))[1], 1, max(ts),"
                          + " (array_agg(value ORDER BY ts DESC))[1], 1 FROM reading"
                          + " WHERE patient_id = ? GROUP BY 1, 2, 3",
                      statement -> statement.setObject(1, patient)));
    }
  }

  /** An alert that has opened and rests on one reading; gives its id. */
  public static UUID alert(
      ApiExtension api, UUID patient, String metric, String family, Instant onset) {
    PatientId id = new PatientId(patient);
    AlertTransition opened =
        new AlertTransition(
            AlertTransition.alertId(id, family, onset),
            0,
            id,
            family,
            AlertPhase.ACTIVE,
            Cause.CONFIRMED,
            Severity.HIGH,
            Severity.HIGH,
            "HR-2",
            1,
            null,
            metric,
            ">= 131",
            140,
            140,
            onset,
            onset,
            onset,
            false,
            1,
            List.of(new Evidence(onset, onset, 140, new DeviceId("strap-1"))),
            null,
            "",
            null);
    return store(api).inTransaction(connection -> insert(connection, opened));
  }

  private static UUID insert(Connection connection, AlertTransition opened) throws SQLException {
    byte[] record = Codecs.ALERT.encode(opened);
    JdbcDatabase.update(
        connection,
        "INSERT INTO alert VALUES (?, ?, ?, 0, 'ACTIVE', 'HIGH', 'HIGH', 'HR-2', 1, ?, ?, ?, ?,"
            + " false, ?)",
        statement -> {
          statement.setObject(1, opened.alert());
          statement.setObject(2, opened.patient().value());
          statement.setString(3, opened.family());
          statement.setString(4, opened.metric());
          for (int column = 5; column <= 7; column++) {
            statement.setObject(column, opened.onset().atOffset(ZoneOffset.UTC));
          }
          statement.setBytes(8, record);
        });
    JdbcDatabase.update(
        connection,
        "INSERT INTO alert_transition VALUES (?, 0, ?, 'ACTIVE', 'CONFIRMED', 'HIGH', ?, ?, ?)",
        statement -> {
          statement.setObject(1, opened.alert());
          statement.setObject(2, opened.patient().value());
          statement.setObject(3, opened.onset().atOffset(ZoneOffset.UTC));
          statement.setObject(4, opened.onset().atOffset(ZoneOffset.UTC));
          statement.setBytes(5, record);
        });
    return opened.alert();
  }

  private static JdbcDatabase store(ApiExtension api) {
    return api.context().getBean(JdbcDatabase.class);
  }
}
