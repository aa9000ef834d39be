package vigie.api.device;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vigie.api.store.JdbcDatabase;
import vigie.device.DeviceBinding;
import vigie.reading.DeviceId;

/** Takes an erased patient's devices out of store and stream. */
public final class JdbcDeviceErasure {
  private JdbcDeviceErasure() {}

  /**
   * Deletes every binding that a patient ever made, within the caller's transaction. A device that
   * is somebody else's by now stays theirs, and its record no longer tells whose it was; of all
   * others nothing remains.
   *
   * @return how many bindings there were
   */
  public static int erase(Connection connection, UUID patient) throws SQLException {
    List<DeviceId> devices =
        JdbcDatabase.query(
            connection,
            "SELECT DISTINCT device FROM device_binding WHERE patient_id = ? ORDER BY device",
            statement -> statement.setObject(1, patient),
            row -> new DeviceId(row.getString(1)));
    for (DeviceId device : devices) {
      JdbcBindingRows.lock(connection, device);
    }
    int bindings =
        JdbcDatabase.update(
            connection,
            "DELETE FROM device_binding WHERE patient_id = ?",
            statement -> statement.setObject(1, patient));
    for (DeviceId device : devices) {
      Optional<DeviceBinding> others = JdbcBindingRows.current(connection, device);
      if (others.isPresent()) {
        JdbcDeviceOutbox.tell(connection, others.get());
      } else {
        JdbcDeviceOutbox.erase(connection, device);
      }
    }
    return bindings;
  }
}
