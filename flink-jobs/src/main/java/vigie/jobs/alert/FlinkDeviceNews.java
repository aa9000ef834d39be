package vigie.jobs.alert;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import vigie.device.DeviceStatus;
import vigie.engine.DeviceNews;

/** Carries what is new of a device, as {@link FlinkAlertInputSerializer} does the rest. */
final class FlinkDeviceNews {
  private static final byte BOUND = 0;
  private static final byte UNBOUND = 1;
  private static final byte STATUS = 2;
  private static final byte REFUSED = 3;

  /** Stands for a battery of which nothing was said. */
  private static final byte NO_BATTERY = -1;

  private FlinkDeviceNews() {}

  static void write(DeviceNews news, DataOutputView out) throws IOException {
    if (news instanceof DeviceNews.Bound bound) {
      out.writeByte(BOUND);
      out.writeUTF(bound.device());
      out.writeLong(bound.intervalSeconds());
    } else if (news instanceof DeviceNews.Unbound unbound) {
      out.writeByte(UNBOUND);
      out.writeUTF(unbound.device());
    } else if (news instanceof DeviceNews.Status status) {
      out.writeByte(STATUS);
      out.writeUTF(status.device());
      out.writeUTF(status.state().name());
      out.writeByte(status.battery() == null ? NO_BATTERY : status.battery());
      out.writeLong(status.at());
      out.writeLong(status.received());
    } else if (news instanceof DeviceNews.Refused refusal) {
      out.writeByte(REFUSED);
      out.writeUTF(refusal.device());
      out.writeBoolean(refusal.clockAhead());
      out.writeLong(refusal.received());
    }
  }

  static DeviceNews read(DataInputView in) throws IOException {
    byte kind = in.readByte();
    String device = in.readUTF();
    return switch (kind) {
      case BOUND -> new DeviceNews.Bound(device, in.readLong());
      case UNBOUND -> new DeviceNews.Unbound(device);
      case STATUS -> status(device, in);
      case REFUSED -> new DeviceNews.Refused(device, in.readBoolean(), in.readLong());
      default -> throw new IOException("no news of a device has number " + kind);
    };
  }

  private static DeviceNews.Status status(String device, DataInputView in) throws IOException {
    DeviceStatus.State state = DeviceStatus.State.valueOf(in.readUTF());
    byte battery = in.readByte();
    return new DeviceNews.Status(
        device, state, battery == NO_BATTERY ? null : (int) battery, in.readLong(), in.readLong());
  }
}
