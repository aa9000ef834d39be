package vigie.mqttbroker;

import java.util.Optional;
import vigie.alert.PersonTopics;

/**
 * Who may publish and subscribe where. A device publishes below its own name and hears only what is
 * sent down to it; the gateway hears all devices and sends nothing; a person hears what they are
 * told and publishes nothing but receipts of it; notify tells people, hears their receipts, and
 * sends down to devices.
 */
public final class TopicAccess {

  /** The service that reads what devices publish. */
  public static final String GATEWAY = "vigie-gateway";

  /** The service that tells people and devices something. */
  public static final String NOTIFY = "vigie-notify";

  /** The first levels of every device's topics. */
  public static final String ROOT = "vigie/v1/";

  private static final String SHARED = "$share/";

  private TopicAccess() {}

  /**
   * Decides about publishing.
   *
   * @param client who wants to
   * @param topic the topic's name
   * @return empty when allowed, otherwise the reason why not
   */
  public static Optional<String> refusalToPublish(Client client, String topic) {
    if (isForeign(topic) || topic.contains("+") || topic.contains("#")) {
      return Optional.of("no topic name");
    }
    if (client instanceof Client.Device) {
      return allowed(topic.startsWith(own(client)), "a device publishes below its own name only");
    }
    if (client instanceof Client.Person person) {
      return allowed(
          topic.equals(PersonTopics.receipts(person.id())), "a person publishes receipts only");
    }
    return allowed(
        client.name().equals(NOTIFY) && (isDown(topic) || PersonTopics.isAlerts(topic)),
        "this service publishes nothing here");
  }

  /**
   * Decides about subscribing.
   *
   * @param client who wants to
   * @param filter the topic filter, with {@code $share/group/} or without
   * @return empty when allowed, otherwise the reason why not
   */
  public static Optional<String> refusalToSubscribe(Client client, String filter) {
    String topics = withoutGroup(filter);
    if (isForeign(topics)) {
      return Optional.of("no topic filter");
    }
    if (client instanceof Client.Device) {
      // A group's messages go to one of its members: a device shares with nobody.
      return allowed(
          topics.equals(filter) && topics.startsWith(own(client) + "down/"),
          "a device hears only what is sent down to it");
    }
    if (client instanceof Client.Person person) {
      return allowed(
          filter.equals(PersonTopics.alerts(person.id())), "a person hears what they are told");
    }
    return allowed(
        (client.name().equals(GATEWAY) && topics.startsWith(ROOT))
            || (client.name().equals(NOTIFY) && filter.equals(PersonTopics.EVERY_RECEIPT)),
        "this service subscribes to nothing here");
  }

  private static String own(Client client) {
    return ROOT + client.name() + "/";
  }

  private static boolean isDown(String topic) {
    if (!topic.startsWith(ROOT)) {
      return false;
    }
    int device = topic.indexOf('/', ROOT.length());
    return device > ROOT.length() && topic.startsWith("down/", device + 1);
  }

  /** Empty, one of the broker's own topics, or the broker's way to name a queue inside a topic. */
  private static boolean isForeign(String topic) {
    return topic.isEmpty() || topic.startsWith("$") || topic.contains("::");
  }

  private static String withoutGroup(String filter) {
    if (!filter.startsWith(SHARED)) {
      return filter;
    }
    int group = filter.indexOf('/', SHARED.length());
    return group < 0 ? "" : filter.substring(group + 1);
  }

  private static Optional<String> allowed(boolean allowed, String otherwise) {
    return allowed ? Optional.empty() : Optional.of(otherwise);
  }
}
