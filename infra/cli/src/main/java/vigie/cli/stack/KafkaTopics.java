package vigie.cli.stack;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import vigie.Topic;

/** Makes the topics of the system before any program needs them. */
final class KafkaTopics {

  private static final int TIMEOUT_SECONDS = 30;

  private KafkaTopics() {}

  /**
   * Creates those topics that are missing; existing ones are left as they are.
   *
   * @throws IllegalStateException when the broker refuses or does not answer in time
   */
  static void create(String bootstrapServers) {
    Map<String, Object> settings =
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    try (Admin admin = Admin.create(settings)) {
      List<NewTopic> topics =
          Topic.ALL.stream()
              .map(
                  topic ->
                      new NewTopic(topic.name(), Topic.PARTITIONS, (short) 1)
                          .configs(topic.settings()))
              .toList();
      for (var created : admin.createTopics(topics).values().values()) {
        try {
          created.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof TopicExistsException)) {
            throw new IllegalStateException("Kafka refused a topic: " + e.getMessage(), e);
          }
        }
      }
    } catch (TimeoutException e) {
      throw new IllegalStateException("Kafka made no topics in " + TIMEOUT_SECONDS + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while making topics", e);
    }
  }
}
