package vigie.api.device;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vigie.api.outbox.KafkaRelay;
import vigie.api.store.JdbcDatabase;
import vigie.api.store.JdbcTimes;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;
import vigie.device.Credential;
import vigie.device.DeviceBinding;
import vigie.device.FormerBinding;
import vigie.reading.DeviceId;

/** Device bindings in the store, with their history; each change also leaves for the stream. */
@Singleton
public final class JdbcDevices {
  private final JdbcDatabase database;
  private final KafkaRelay relay;

  /**
   * A device that was the patient's for a time.
   *
   * @param device the device
   * @param kind in the patient's words
   * @param supplier who made it
   * @param since from then on
   * @param until the end; null while it is
   */
  public record Period(
      DeviceId device,
      String kind,
      DeviceSupplier supplier,
      Instant since,
      @Nullable Instant until) {}

  /** Wired by the program. */
  public JdbcDevices(JdbcDatabase database, KafkaRelay relay) {
    this.database = database;
    this.relay = relay;
  }

  /** The bindings of a patient that are in force, without what was before them. */
  public List<DeviceBinding> list(UUID patient) {
    return database.query(
        JdbcBindingRows.CURRENT + " AND patient_id = ? ORDER BY device",
        statement -> statement.setObject(1, patient),
        JdbcBindingRows::binding);
  }

  /** Every binding that a patient ever made, and no other's; newest first. */
  public List<Period> history(UUID patient) {
    return database.query(
        "SELECT device, kind, manufacturer, model, since, ended FROM device_binding"
            + " WHERE patient_id = ?"
            + " ORDER BY bound_at DESC, device",
        statement -> statement.setObject(1, patient),
        row ->
            new Period(
                new DeviceId(row.getString(1)),
                row.getString(2),
                new DeviceSupplier(row.getString(3), row.getString(4)),
                row.getTimestamp(5).toInstant(),
                JdbcTimes.instant(row, 6)));
  }

  /** Who made the devices that are or were the patient's, by name; those of which it was said. */
  public Map<String, DeviceSupplier> suppliers(UUID patient) {
    Map<String, DeviceSupplier> suppliers = new HashMap<>();
    // The newest word about a device comes first.
    history(patient).stream()
        .filter(period -> !period.supplier().equals(DeviceSupplier.UNSAID))
        .forEach(period -> suppliers.putIfAbsent(period.device().value(), period.supplier()));
    return suppliers;
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
            row -> JdbcBindingRows.binding(row, row.getBoolean(12)))
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
        JdbcBindingRows.ENDED_OF_CONSENTING,
        statement -> statement.setString(1, device),
        JdbcBindingRows::former);
  }

  /**
   * Binds a device anew, in place of the same patient's binding before.
   *
   * @param wanted the binding, without history
   * @param supplier who made the device; where nothing is said, what the same patient said before
   * @param since from when on readings shall be the patient's; null for as long as the patient has
   *     it already, or from {@link BindingHistory#CLOCK_BEHIND} ago
   * @return the binding with its history
   * @throws Refusal when the device is somebody else's
   */
  public DeviceBinding bind(
      DeviceBinding wanted, DeviceSupplier supplier, @Nullable Instant since) {
    DeviceBinding bound =
        database.inTransaction(
            connection -> {
              JdbcBindingRows.lock(connection, wanted.device());
              Optional<DeviceBinding> before = JdbcBindingRows.current(connection, wanted.device());
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
              DeviceSupplier said =
                  supplier.or(JdbcBindingRows.supplier(connection, wanted.device()));
              JdbcBindingRows.end(connection, wanted.device(), wanted.boundAt());
              DeviceBinding binding =
                  wanted.following(
                      BindingHistory.since(
                          begin,
                          wanted.patient(),
                          JdbcBindingRows.ended(connection, wanted.device())),
                      List.of());
              JdbcBindingRows.insert(connection, binding, said, wanted.patient().value());
              JdbcDeviceOutbox.tell(connection, binding);
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
              JdbcBindingRows.lock(connection, device);
              Optional<DeviceBinding> before = own(connection, patient, device);
              if (before.isEmpty()) {
                return false;
              }
              JdbcBindingRows.end(connection, device, now);
              JdbcDeviceOutbox.tell(connection, before.get().revoked(now));
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
              JdbcBindingRows.lock(connection, device);
              Optional<DeviceBinding> after = own(connection, patient, device).flatMap(changing);
              if (after.isEmpty()) {
                return false;
              }
              JdbcBindingRows.updateCredentials(connection, after.get());
              JdbcDeviceOutbox.tell(connection, after.get());
              return true;
            });
    relay.wake();
    return changed;
  }

  private static Optional<DeviceBinding> own(Connection connection, UUID patient, DeviceId device)
      throws SQLException {
    return JdbcBindingRows.current(connection, device)
        .filter(binding -> binding.patient().value().equals(patient));
  }
}
