package vigie.cli.device;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one device sends at once.
 *
 * @param device its short name
 * @param sentAt when
 * @param readings not empty
 */
public record DeviceMessage(String device, Instant sentAt, List<DeviceReading> readings) {
  /** Copies. */
  public DeviceMessage {
    readings = List.copyOf(readings);
  }

  /**
   * Readings of one device and one time of sending become one message.
   *
   * @param readings in the order of sending
   */
  public static List<DeviceMessage> of(List<DeviceReading> readings) {
    List<DeviceMessage> messages = new ArrayList<>();
    Map<String, List<DeviceReading>> together = new LinkedHashMap<>();
    Instant sentAt = Instant.MIN;
    for (DeviceReading reading : readings) {
      if (!reading.sentAt().equals(sentAt)) {
        flush(messages, sentAt, together);
        sentAt = reading.sentAt();
      }
      together.computeIfAbsent(reading.device(), name -> new ArrayList<>()).add(reading);
    }
    flush(messages, sentAt, together);
    return messages;
  }

  private static void flush(
      List<DeviceMessage> messages, Instant sentAt, Map<String, List<DeviceReading>> together) {
    together.forEach((device, own) -> messages.add(new DeviceMessage(device, sentAt, own)));
    together.clear();
  }
}
