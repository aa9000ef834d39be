package vigie.gateway.publish;

import java.util.List;
import vigie.device.DeviceStatus;
import vigie.reading.Reading;
import vigie.reading.RejectedReading;

/**
 * Keeps what a message became. Readings of one patient given one after the other by one thread are
 * kept in that order.
 */
public interface ReadingPublisher {
  /**
   * Starts to keep these, returns without waiting, and tells the outcome once for all of them. With
   * nothing to keep the outcome is kept.
   */
  void publish(List<Reading> accepted, List<RejectedReading> rejected, PublishOutcome outcome);

  /**
   * Starts to keep what a device said of itself, returns without waiting, and tells the outcome.
   */
  void publish(DeviceStatus status, PublishOutcome outcome);
}
