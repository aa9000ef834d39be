package vigie.gateway.mqtt;

import org.jspecify.annotations.Nullable;

/**
 * A topic that devices publish to: {@code vigie/v1/{device}/{format}}.
 *
 * @param device the device level, as sent
 * @param format the payload's format
 */
public record DeviceTopic(String device, String format) {
  private static final String PREFIX = "vigie/v1/";

  /** Reads a topic; null when it is none of a device. */
  public static @Nullable DeviceTopic parse(String topic) {
    if (!topic.startsWith(PREFIX)) {
      return null;
    }
    int end = topic.indexOf('/', PREFIX.length());
    if (end <= PREFIX.length() || end == topic.length() - 1 || topic.indexOf('/', end + 1) >= 0) {
      return null;
    }
    return new DeviceTopic(topic.substring(PREFIX.length(), end), topic.substring(end + 1));
  }
}
