package vigie.engine;

import vigie.device.DeviceStatus;

/**
 * What is known of one device of a patient. Public fields are what Flink stores; times in
 * milliseconds since 1970 UTC.
 */
public final class DeviceFacts {
  /** Stands for a battery of which the device said nothing. */
  static final int UNKNOWN = -1;

  /** Whether it is known to be the patient's. */
  public boolean bound;

  /** What it last said that it does. */
  public DeviceStatus.State state = DeviceStatus.State.ONLINE;

  /** Charge in percent that it said with it, or {@link #UNKNOWN}. */
  public int battery = UNKNOWN;

  /** When it was so. */
  public long statusAt;

  /** When the gateway heard of it; 0 while it never has. */
  public long statusReceived;

  /** Whether that is still to be judged. */
  public boolean unjudged;

  /** Nothing known yet. */
  public DeviceFacts() {}

  void said(DeviceNews.Status status) {
    if (status.received() < statusReceived) {
      return;
    }
    state = status.state();
    battery = status.battery() == null ? UNKNOWN : status.battery();
    statusAt = status.at();
    statusReceived = status.received();
    unjudged = true;
  }
}
