package vigie.api.device;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.store.JdbcDatabase;
import vigie.device.Credential;
import vigie.device.DeviceBinding;
import vigie.device.EndingCredential;
import vigie.device.FormerBinding;
import vigie.reading.DeviceId;
import vigie.reading.PatientId;

/** The rows of {@code device_binding}: read and written within the caller's transaction. */
final class JdbcBindingRows {
  /** The bindings in force, in the columns that {@link #binding(ResultSet)} reads. */
  static final String CURRENT =
      "SELECT device, patient_id, kind, expected_interval_seconds, salt, hash, bound_at, since,"
          + " previous_salt, previous_hash, previous_until"
          + " FROM device_binding WHERE ended IS NULL";

  /** Every binding of a device that has ended. */
  private static final String ENDED =
      "SELECT patient_id, since, ended FROM device_binding b WHERE device = ? AND ended IS NOT"
          + " NULL";

  /** Likewise, only of those who still consent to something: one in force for any category. */
  static final String ENDED_OF_CONSENTING =
      ENDED
          + " AND EXISTS (SELECT 1 FROM consent_in_force c"
          + " WHERE c.patient_id = b.patient_id AND c.given)";

  private JdbcBindingRows() {}

  /** There may be no row yet to lock: the name itself is locked until the transaction ends. */
  static void lock(Connection connection, DeviceId device) throws SQLException {
    JdbcDatabase.query(
        connection,
        "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))",
        statement -> statement.setString(1, "device " + device.value()),
        row -> true);
  }

  /** The binding of the device that is in force. */
  static Optional<DeviceBinding> current(Connection connection, DeviceId device)
      throws SQLException {
    return JdbcDatabase.query(
            connection,
            CURRENT + " AND device = ?",
            statement -> statement.setString(1, device.value()),
            JdbcBindingRows::binding)
        .stream()
        .findFirst();
  }

  /** What is said of who made the device, by the binding in force; nothing where there is none. */
  static DeviceSupplier supplier(Connection connection, DeviceId device) throws SQLException {
    return JdbcDatabase.query(
            connection,
            "SELECT manufacturer, model FROM device_binding WHERE ended IS NULL AND device = ?",
            statement -> statement.setString(1, device.value()),
            row -> new DeviceSupplier(row.getString(1), row.getString(2)))
        .stream()
        .findFirst()
        .orElse(DeviceSupplier.UNSAID);
  }

  /** Every binding of the device that has ended. */
  static List<FormerBinding> ended(Connection connection, DeviceId device) throws SQLException {
    return ended(connection, device, ENDED);
  }

  /** Likewise, of those who still consent to something. */
  static List<FormerBinding> endedOfConsenting(Connection connection, DeviceId device)
      throws SQLException {
    return ended(connection, device, ENDED_OF_CONSENTING);
  }

  private static List<FormerBinding> ended(Connection connection, DeviceId device, String query)
      throws SQLException {
    return JdbcDatabase.query(
        connection,
        query,
        statement -> statement.setString(1, device.value()),
        JdbcBindingRows::former);
  }

  /** Reads a row of those that have ended. */
  static FormerBinding former(ResultSet row) throws SQLException {
    return new FormerBinding(
        new PatientId(row.getObject(1, UUID.class)),
        row.getTimestamp(2).toInstant(),
        row.getTimestamp(3).toInstant());
  }

  /** Ends the binding in force, and its credential before. */
  static void end(Connection connection, DeviceId device, Instant now) throws SQLException {
    JdbcDatabase.update(
        connection,
        "UPDATE device_binding SET ended = ?, previous_salt = NULL, previous_hash = NULL,"
            + " previous_until = NULL WHERE device = ? AND ended IS NULL",
        statement -> {
          statement.setObject(1, now.atOffset(ZoneOffset.UTC));
          statement.setString(2, device.value());
        });
  }

  /** Adds a binding that is in force from now on. */
  static void insert(
      Connection connection, DeviceBinding binding, DeviceSupplier supplier, UUID actor)
      throws SQLException {
    JdbcDatabase.update(
        connection,
        "INSERT INTO device_binding (device, patient_id, kind, expected_interval_seconds, salt,"
            + " hash, bound_at, since, actor, manufacturer, model)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        statement -> {
          statement.setString(1, binding.device().value());
          statement.setObject(2, binding.patient().value());
          statement.setString(3, binding.kind());
          statement.setInt(4, Math.toIntExact(binding.expectedInterval().toSeconds()));
          statement.setBytes(5, binding.credential().salt());
          statement.setBytes(6, binding.credential().hash());
          statement.setObject(7, binding.boundAt().atOffset(ZoneOffset.UTC));
          statement.setObject(8, binding.since().atOffset(ZoneOffset.UTC));
          statement.setObject(9, actor);
          statement.setString(10, supplier.manufacturer());
          statement.setString(11, supplier.model());
        });
  }

  /** Keeps the credentials of the binding in force as they are here. */
  static void updateCredentials(Connection connection, DeviceBinding binding) throws SQLException {
    JdbcDatabase.update(
        connection,
        "UPDATE device_binding SET salt = ?, hash = ?, previous_salt = ?, previous_hash = ?,"
            + " previous_until = ? WHERE device = ? AND ended IS NULL",
        statement -> {
          statement.setBytes(1, binding.credential().salt());
          statement.setBytes(2, binding.credential().hash());
          setPrevious(statement, binding.previous());
          statement.setString(6, binding.device().value());
        });
  }

  private static void setPrevious(PreparedStatement statement, @Nullable EndingCredential previous)
      throws SQLException {
    if (previous == null) {
      statement.setNull(3, Types.BINARY);
      statement.setNull(4, Types.BINARY);
      statement.setNull(5, Types.TIMESTAMP_WITH_TIMEZONE);
    } else {
      statement.setBytes(3, previous.credential().salt());
      statement.setBytes(4, previous.credential().hash());
      statement.setObject(5, previous.until().atOffset(ZoneOffset.UTC));
    }
  }

  /** Reads a row of {@link #CURRENT}. */
  static DeviceBinding binding(ResultSet row) throws SQLException {
    return binding(row, true);
  }

  /** Reads a row in its columns, which may have ended. */
  static DeviceBinding binding(ResultSet row, boolean active) throws SQLException {
    byte[] previousSalt = row.getBytes(9);
    return new DeviceBinding(
        new DeviceId(row.getString(1)),
        new PatientId(row.getObject(2, UUID.class)),
        row.getString(3),
        Duration.ofSeconds(row.getInt(4)),
        new Credential(row.getBytes(5), row.getBytes(6)),
        active,
        row.getTimestamp(7).toInstant(),
        row.getTimestamp(8).toInstant(),
        previousSalt == null
            ? null
            : new EndingCredential(
                new Credential(previousSalt, row.getBytes(10)), row.getTimestamp(11).toInstant()),
        List.of());
  }
}
