package vigie;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A topic as it must be created.
 *
 * @param name one of {@link Topics}
 * @param compacted kept by latest value per key, or else by time
 * @param retention how long a record is kept at most when not compacted; zero when compacted
 */
public record Topic(String name, boolean compacted, Duration retention) {
  /**
   * Partitions of every topic. One number for all, so that one patient's records of every kind lie
   * in the same partition number.
   */
  public static final int PARTITIONS = 4;

  /**
   * How long one segment is written to. Kafka deletes, and compacts, only segments that are closed:
   * without an end of its own a quiet partition's would stay open for a week more.
   */
  private static final Duration SEGMENT = Duration.ofHours(12);

  /** Kafka looks for what is over every few minutes. */
  private static final Duration SLACK = Duration.ofHours(1);

  /** Within this time compaction drops what a later record of the key replaced or erased. */
  private static final Duration COMPACTED_WITHIN = Duration.ofDays(1);

  /** Every topic of the system. */
  public static final List<Topic> ALL =
      List.of(
          kept(Topics.READING, Duration.ofDays(7)),
          kept(Topics.REJECTED, Duration.ofDays(7)),
          compacted(Topics.DEVICE),
          compacted(Topics.DEVICE_STATUS),
          compacted(Topics.PATIENT),
          compacted(Topics.PATIENT_KEY),
          compacted(Topics.RULE),
          kept(Topics.ALERT, Duration.ofDays(7)),
          kept(Topics.ALERT_COMMAND, Duration.ofDays(7)),
          kept(Topics.NOTIFICATION, Duration.ofDays(7)),
          kept(Topics.DELIVERY, Duration.ofDays(7)));

  private static Topic kept(String name, Duration retention) {
    return new Topic(name, false, retention);
  }

  private static Topic compacted(String name) {
    return new Topic(name, true, Duration.ZERO);
  }

  /**
   * The topic's Kafka settings, by their Kafka names. A record's time is that at which the broker
   * appended it: AlertJob decides each as of then, so it must never go back within a partition and
   * be the same whenever the record is read again.
   */
  public Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("message.timestamp.type", "LogAppendTime");
    if (compacted) {
      settings.put("cleanup.policy", "compact");
      settings.put("min.cleanable.dirty.ratio", "0.1");
      settings.put("max.compaction.lag.ms", Long.toString(COMPACTED_WITHIN.toMillis()));
    } else {
      settings.put("cleanup.policy", "delete");
      settings.put("retention.ms", Long.toString(retention.minus(SEGMENT).minus(SLACK).toMillis()));
      settings.put("segment.ms", Long.toString(SEGMENT.toMillis()));
    }
    return Map.copyOf(settings);
  }
}
