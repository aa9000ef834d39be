package vigie.api.device;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vigie.Topics;
import vigie.api.outbox.JdbcOutbox;
import vigie.api.outbox.KafkaRelay;
import vigie.api.store.JdbcDatabase;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;
import vigie.codec.Codecs;
import vigie.device.Credential;
import vigie.device.DeviceBinding;
import vigie.reading.DeviceId;
import vigie.reading.PatientId;

/** Device bindings in the store, with their history; each change also leaves for the stream. */
@Singleton
public final class JdbcDevices {
  private static final String CURRENT =
      "SELECT device, patient_id, kind, expected_interval_seconds, salt, hash, bound_at"
          + " FROM device_binding WHERE ended IS NULL";

  private final JdbcDatabase database;
  private final KafkaRelay relay;

  /** Wired by the program. */
  public JdbcDevices(JdbcDatabase database, KafkaRelay relay) {
    this.database = database;
    this.relay = relay;
  }

  /** The bindings of a patient that are in force. */
  public List<DeviceBinding> list(UUID patient) {
    return database.query(
        CURRENT + " AND patient_id = ? ORDER BY device",
        statement -> statement.setObject(1, patient),
        JdbcDevices::binding);
  }

  /**
   * The newest binding a device ever had, in force or ended; empty when nobody ever bound it.
   * Quick: asked for each message that comes over HTTP.
   */
  public Optional<DeviceBinding> newest(String device) {
    return database
        .quickQuery(
            "SELECT device, patient_id, kind, expected_interval_seconds, salt, hash,"
                + " coalesce(ended, bound_at), ended IS NULL FROM device_binding"
                + " WHERE device = ? ORDER BY device_binding_id DESC LIMIT 1",
            statement -> statement.setString(1, device),
            row -> binding(row, row.getBoolean(8)))
        .stream()
        .findFirst();
  }

  /**
   * Binds a device anew, in place of the same patient's binding before.
   *
   * @throws Refusal when the device is somebody else's
   */
  public void bind(DeviceBinding binding) {
    database.inTransaction(
        connection -> {
          UUID patient = binding.patient().value();
          lock(connection, binding.device());
          Optional<DeviceBinding> before = current(connection, binding.device());
          if (before.isPresent() && !before.get().patient().equals(binding.patient())) {
            throw new Refusal(
                ProblemCode.CONFLICT,
                "device '" + binding.device() + "' is bound to somebody else");
          }
          end(connection, binding.device(), binding.boundAt());
          insert(connection, binding, patient);
          publish(connection, binding);
          return patient;
        });
    relay.wake();
  }

  /** Ends a patient's binding of a device; false when there is none. */
  public boolean revoke(UUID patient, DeviceId device, Instant now) {
    boolean revoked =
        database.inTransaction(
            connection -> {
              lock(connection, device);
              Optional<DeviceBinding> before = current(connection, device);
              if (before.isEmpty() || !before.get().patient().value().equals(patient)) {
                return false;
              }
              end(connection, device, now);
              publish(connection, ended(before.get(), now));
              return true;
            });
    relay.wake();
    return revoked;
  }

  private static DeviceBinding ended(DeviceBinding binding, Instant now) {
    return new DeviceBinding(
        binding.device(),
        binding.patient(),
        binding.kind(),
        binding.expectedInterval(),
        binding.credential(),
        false,
        now);
  }

  private static void publish(Connection connection, DeviceBinding binding) throws SQLException {
    JdbcOutbox.add(
        connection, Topics.DEVICE, binding.device().value(), Codecs.DEVICE.encode(binding));
  }

  /** There may be no row yet to lock: the name itself is locked until the transaction ends. */
  private static void lock(Connection connection, DeviceId device) throws SQLException {
    JdbcDatabase.query(
        connection,
        "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))",
        statement -> statement.setString(1, "device " + device.value()),
        row -> true);
  }

  private static Optional<DeviceBinding> current(Connection connection, DeviceId device)
      throws SQLException {
    return JdbcDatabase.query(
            connection,
            CURRENT + " AND device = ?",
            statement -> statement.setString(1, device.value()),
            JdbcDevices::binding)
        .stream()
        .findFirst();
  }

  private static void end(Connection connection, DeviceId device, Instant now) throws SQLException {
    JdbcDatabase.update(
        connection,
        "UPDATE device_binding SET ended = ? WHERE device = ? AND ended IS NULL",
        statement -> {
          statement.setObject(1, now.atOffset(ZoneOffset.UTC));
          statement.setString(2, device.value());
        });
  }

  private static void insert(Connection connection, DeviceBinding binding, UUID actor)
      throws SQLException {
    JdbcDatabase.update(
        connection,
        "INSERT INTO device_binding (device, patient_id, kind, expected_interval_seconds, salt,"
            + " hash, bound_at, actor) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        statement -> {
          statement.setString(1, binding.device().value());
          statement.setObject(2, binding.patient().value());
          statement.setString(3, binding.kind());
          statement.setInt(4, Math.toIntExact(binding.expectedInterval().toSeconds()));
          statement.setBytes(5, binding.credential().salt());
          statement.setBytes(6, binding.credential().hash());
          statement.setObject(7, binding.boundAt().atOffset(ZoneOffset.UTC));
          statement.setObject(8, actor);
        });
  }

  private static DeviceBinding binding(ResultSet row) throws SQLException {
    return binding(row, true);
  }

  private static DeviceBinding binding(ResultSet row, boolean active) throws SQLException {
    return new DeviceBinding(
        new DeviceId(row.getString(1)),
        new PatientId(row.getObject(2, UUID.class)),
        row.getString(3),
        Duration.ofSeconds(row.getInt(4)),
        new Credential(row.getBytes(5), row.getBytes(6)),
        active,
        row.getTimestamp(7).toInstant());
  }
}
