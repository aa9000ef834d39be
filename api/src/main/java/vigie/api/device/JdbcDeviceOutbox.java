package vigie.api.device;

import java.sql.Connection;
import java.sql.SQLException;
import vigie.Topics;
import vigie.api.outbox.JdbcOutbox;
import vigie.codec.Codecs;
import vigie.device.DeviceBinding;
import vigie.reading.DeviceId;

/** What leaves for the stream about devices, within the transaction that changed them. */
final class JdbcDeviceOutbox {
  private JdbcDeviceOutbox() {}

  /** Tells the stream of a binding, and of whose the device was before. */
  static void tell(Connection connection, DeviceBinding binding) throws SQLException {
    DeviceBinding told =
        binding.following(
            binding.since(),
            BindingHistory.former(
                binding.since(), JdbcBindingRows.endedOfConsenting(connection, binding.device())));
    JdbcOutbox.add(connection, Topics.DEVICE, told.device().value(), Codecs.DEVICE.encode(told));
  }

  /** Takes all that the stream knows of a device that is nobody's any more. */
  static void erase(Connection connection, DeviceId device) throws SQLException {
    JdbcOutbox.erase(connection, Topics.DEVICE, device.value());
    JdbcOutbox.erase(connection, Topics.DEVICE_STATUS, device.value());
  }
}
