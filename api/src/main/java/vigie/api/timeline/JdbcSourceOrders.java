package vigie.api.timeline;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import vigie.api.patient.JdbcPatients;
import vigie.api.store.JdbcDatabase;
import vigie.reading.MetricCatalogue;

/** In which order devices stand for a metric, in the store with its history. */
@Singleton
public final class JdbcSourceOrders {
  private final JdbcPatients patients;
  private final JdbcDatabase database;

  /** An order in force: devices by rank, since when and by whom. */
  public record Row(String metric, List<String> devices, Instant since, UUID by) {
    /** Copies what could change. */
    public Row {
      devices = List.copyOf(devices);
    }
  }

  /** Wired by the program. */
  public JdbcSourceOrders(JdbcPatients patients, JdbcDatabase database) {
    this.patients = patients;
    this.database = database;
  }

  /** The orders in force. */
  public List<Row> list(UUID patient) {
    return database.query(
        "SELECT metric, devices, since, actor FROM source_order"
            + " WHERE patient_id = ? AND ended IS NULL ORDER BY metric",
        statement -> statement.setObject(1, patient),
        JdbcSourceOrders::row);
  }

  /** Sets the order for a metric, in place of that before; no devices for no order. */
  void put(UUID patient, int metric, List<String> devices, UUID by) {
    patients.change(
        patient,
        (connection, now) -> {
          JdbcDatabase.update(
              connection,
              "UPDATE source_order SET ended = ?"
                  + " WHERE patient_id = ? AND metric = ? AND ended IS NULL",
              statement -> {
                statement.setObject(1, now.atOffset(ZoneOffset.UTC));
                statement.setObject(2, patient);
                statement.setInt(3, metric);
              });
          return devices.isEmpty()
              ? 0
              : JdbcDatabase.update(
                  connection,
                  "INSERT INTO source_order (patient_id, metric, devices, since, actor)"
                      + " VALUES (?, ?, ?, ?, ?)",
                  statement -> {
                    statement.setObject(1, patient);
                    statement.setInt(2, metric);
                    statement.setArray(3, connection.createArrayOf("text", devices.toArray()));
                    statement.setObject(4, now.atOffset(ZoneOffset.UTC));
                    statement.setObject(5, by);
                  });
        });
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        MetricCatalogue.standard().metric(row.getInt(1)).id(),
        Arrays.stream((Object[]) row.getArray(2).getArray()).map(Object::toString).toList(),
        row.getTimestamp(3).toInstant(),
        row.getObject(4, UUID.class));
  }
}
