package vigie.alert;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a person's application hears of alerts over MQTT, and where it says that it has heard. They
 * lie beside the devices' topics and not below them, so that no device's name leads here.
 */
public final class PersonTopics {
  /** The receipts of everybody, as a filter. */
  public static final String EVERY_RECEIPT = "vigie/people/v1/+/receipts";

  private static final String ROOT = "vigie/people/v1/";
  private static final String ALERTS = "/alerts";
  private static final String RECEIPTS = "/receipts";

  private PersonTopics() {}

  /** What this person is told. */
  public static String alerts(UUID person) {
    return ROOT + person + ALERTS;
  }

  /** What this person's application says it has. */
  public static String receipts(UUID person) {
    return ROOT + person + RECEIPTS;
  }

  /** Whether it is what some person is told. */
  public static boolean isAlerts(String topic) {
    return personOf(topic, ALERTS) != null;
  }

  /** Whose receipts these are; null when the topic is another. */
  public static @Nullable UUID personOfReceipts(String topic) {
    return personOf(topic, RECEIPTS);
  }

  private static @Nullable UUID personOf(String topic, String end) {
    if (!topic.startsWith(ROOT)
        || !topic.endsWith(end)
        || topic.length() < ROOT.length() + end.length()) {
      return null;
    }
    String person = topic.substring(ROOT.length(), topic.length() - end.length());
    try {
      UUID id = UUID.fromString(person);
      return id.toString().equals(person) ? id : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
