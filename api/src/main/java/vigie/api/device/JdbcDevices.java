package vigie.api.device;

import jakarta.inject.Singleton;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vigie.Topics;
import vigie.api.outbox.JdbcOutbox;
import vigie.api.outbox.KafkaRelay;
import vigie.api.store.JdbcDatabase;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;
import vigie.codec.Codecs;
import vigie.device.Credential;
import vigie.device.DeviceBinding;
import vigie.device.EndingCredential;
import vigie.device.FormerBinding;
import vigie.reading.DeviceId;
import vigie.reading.PatientId;

/** Device bindings in the store, with their history; each change also leaves for the stream. */
@Singleton
public final class JdbcDevices {
  private static final String CURRENT =
      "SELECT device, patient_id, kind, expected_interval_seconds, salt, hash, bound_at, since,"
          + " previous_salt, previous_hash, previous_until"
          + " FROM device_binding WHERE ended IS NULL";

  /** Every binding of a device that has ended. */
  private static final String ENDED =
      "SELECT patient_id, since, ended FROM device_binding b WHERE device = ? AND ended IS NOT NULL";

  /** Only of those who still consent to something: a consent in force for any category. */
  private static final String CONSENTING =
      " AND EXISTS (SELECT 1 FROM consent_in_force c"
          + " WHERE c.patient_id = b.patient_id AND c.given)";

  private final JdbcDatabase database;
  private final KafkaRelay relay;

  /**
   * A device that was the patient's for a time.
   *
   * @param device the device
   * @param kind in the patient's words
   * @param since from then on
   * @param until the end; null while it is
   */
  public record Period(DeviceId device, String kind, Instant since, @Nullable Instant until) {}

  /** Wired by the program. */
  public JdbcDevices(JdbcDatabase database, KafkaRelay relay) {
    this.database = database;
    this.relay = relay;
  }

  /** The bindings of a patient that are in force, without what was before them. */
  public List<DeviceBinding> list(UUID patient) {
    return database.query(
        CURRENT + " AND patient_id = ? ORDER BY device",
        statement -> statement.setObject(1, patient),
        JdbcDevices::binding);
  }

  /** Every binding that a patient ever made, and no other's; newest first. */
  public List<Period> history(UUID patient) {
    return database.query(
        "SELECT device, kind, since, ended FROM device_binding WHERE patient_id = ?"
            + " ORDER BY bound_at DESC, device",
        statement -> statement.setObject(1, patient),
        row ->
            new Period(
                new DeviceId(row.getString(1)),
                row.getString(2),
                row.getTimestamp(3).toInstant(),
                row.getTimestamp(4) == null ? null : row.getTimestamp(4).toInstant()));
  }

  /**
   * The newest binding a device ever had, in force or ended; empty when nobody ever bound it.
   * Quick: asked for each message that comes over HTTP.
   */
  public Optional<DeviceBinding> newest(String device) {
    return database
        .quickQuery(
            "SELECT device, patient_id, kind, expected_interval_seconds, salt, hash,"
                + " coalesce(ended, bound_at), since, previous_salt, previous_hash, previous_until,"
                + " ended IS NULL FROM device_binding"
                + " WHERE device = ? ORDER BY device_binding_id DESC LIMIT 1",
            statement -> statement.setString(1, device),
            row -> binding(row, row.getBoolean(12)))
        .stream()
        .findFirst()
        .map(
            binding ->
                binding.following(
                    binding.since(),
                    BindingHistory.former(binding.since(), consentingFormerly(device))));
  }

  private List<FormerBinding> consentingFormerly(String device) {
    return database.quickQuery(
        ENDED + CONSENTING, statement -> statement.setString(1, device), JdbcDevices::former);
  }

  /**
   * Binds a device anew, in place of the same patient's binding before.
   *
   * @param wanted the binding, without history
   * @param since from when on readings shall be the patient's; null for as long as the patient has
   *     it already, or from {@link BindingHistory#CLOCK_BEHIND} ago
   * @return the binding with its history
   * @throws Refusal when the device is somebody else's
   */
  public DeviceBinding bind(DeviceBinding wanted, @Nullable Instant since) {
    DeviceBinding bound =
        database.inTransaction(
            connection -> {
              lock(connection, wanted.device());
              Optional<DeviceBinding> before = current(connection, wanted.device());
              if (before.isPresent() && !before.get().patient().equals(wanted.patient())) {
                throw new Refusal(
                    ProblemCode.CONFLICT,
                    "device '" + wanted.device() + "' is bound to somebody else");
              }
              Instant begin =
                  since != null
                      ? since
                      : before
                          .map(DeviceBinding::since)
                          .orElse(wanted.boundAt().minus(BindingHistory.CLOCK_BEHIND));
              end(connection, wanted.device(), wanted.boundAt());
              DeviceBinding binding =
                  wanted.following(
                      BindingHistory.since(
                          begin, wanted.patient(), ended(connection, wanted.device(), ENDED)),
                      List.of());
              insert(connection, binding, wanted.patient().value());
              publish(connection, binding);
              return binding;
            });
    relay.wake();
    return bound;
  }

  /**
   * Gives a patient's device a new credential; the one before holds until the given time, and the
   * one before that no longer. False when there is no such binding.
   */
  public boolean rotate(UUID patient, DeviceId device, Credential fresh, Instant previousUntil) {
    return change(patient, device, binding -> Optional.of(binding.rotated(fresh, previousUntil)));
  }

  /** Ends the credential before the current one at once; false when there is none. */
  public boolean endPrevious(UUID patient, DeviceId device) {
    return change(
        patient,
        device,
        binding ->
            Optional.ofNullable(binding.previous()).map(ending -> binding.withoutPrevious()));
  }

  /** Ends a patient's binding of a device; false when there is none. */
  public boolean revoke(UUID patient, DeviceId device, Instant now) {
    boolean revoked =
        database.inTransaction(
            connection -> {
              lock(connection, device);
              Optional<DeviceBinding> before = own(connection, patient, device);
              if (before.isEmpty()) {
                return false;
              }
              end(connection, device, now);
              publish(connection, before.get().revoked(now));
              return true;
            });
    relay.wake();
    return revoked;
  }

  /** Changes a binding's credentials; false when there is none, or nothing to change. */
  private boolean change(
      UUID patient, DeviceId device, Function<DeviceBinding, Optional<DeviceBinding>> changing) {
    boolean changed =
        database.inTransaction(
            connection -> {
              lock(connection, device);
              Optional<DeviceBinding> after = own(connection, patient, device).flatMap(changing);
              if (after.isEmpty()) {
                return false;
              }
              updateCredentials(connection, after.get());
              publish(connection, after.get());
              return true;
            });
    relay.wake();
    return changed;
  }

  /** Tells the stream of a binding, and of whose the device was before. */
  static void publish(Connection connection, DeviceBinding binding) throws SQLException {
    DeviceBinding told =
        binding.following(
            binding.since(),
            BindingHistory.former(
                binding.since(), ended(connection, binding.device(), ENDED + CONSENTING)));
    JdbcOutbox.add(connection, Topics.DEVICE, told.device().value(), Codecs.DEVICE.encode(told));
  }

  /** There may be no row yet to lock: the name itself is locked until the transaction ends. */
  static void lock(Connection connection, DeviceId device) throws SQLException {
    JdbcDatabase.query(
        connection,
        "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))",
        statement -> statement.setString(1, "device " + device.value()),
        row -> true);
  }

  static Optional<DeviceBinding> current(Connection connection, DeviceId device)
      throws SQLException {
    return JdbcDatabase.query(
            connection,
            CURRENT + " AND device = ?",
            statement -> statement.setString(1, device.value()),
            JdbcDevices::binding)
        .stream()
        .findFirst();
  }

  private static Optional<DeviceBinding> own(Connection connection, UUID patient, DeviceId device)
      throws SQLException {
    return current(connection, device).filter(binding -> binding.patient().value().equals(patient));
  }

  private static List<FormerBinding> ended(Connection connection, DeviceId device, String query)
      throws SQLException {
    return JdbcDatabase.query(
        connection,
        query,
        statement -> statement.setString(1, device.value()),
        JdbcDevices::former);
  }

  private static FormerBinding former(ResultSet row) throws SQLException {
    return new FormerBinding(
        new PatientId(row.getObject(1, UUID.class)),
        row.getTimestamp(2).toInstant(),
        row.getTimestamp(3).toInstant());
  }

  private static void end(Connection connection, DeviceId device, Instant now) throws SQLException {
    JdbcDatabase.update(
        connection,
        "UPDATE device_binding SET ended = ?, previous_salt = NULL, previous_hash = NULL,"
            + " previous_until = NULL WHERE device = ? AND ended IS NULL",
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
            + " hash, bound_at, since, actor) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
        });
  }

  private static void updateCredentials(Connection connection, DeviceBinding binding)
      throws SQLException {
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

  private static DeviceBinding binding(ResultSet row) throws SQLException {
    return binding(row, true);
  }

  private static DeviceBinding binding(ResultSet row, boolean active) throws SQLException {
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
