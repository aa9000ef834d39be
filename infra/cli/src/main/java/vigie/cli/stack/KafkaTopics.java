package vigie.cli.stack;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import vigie.Topic;

/** Makes the topics of the system before any program needs them. */
final class KafkaTopics {

  private static final int TIMEOUT_SECONDS = 30;

  private KafkaTopics() {}

  /**
   * Creates those topics that are missing, and gives existing ones the settings of this version:
   * how long records stay is a promise.
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
      admin
          .incrementalAlterConfigs(
              Topic.ALL.stream().collect(Collectors.toMap(KafkaTopics::resource, KafkaTopics::ops)))
          .all()
          .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka refused a topic's settings: " + e.getMessage(), e);
    } catch (TimeoutException e) {
      throw new IllegalStateException("Kafka made no topics in " + TIMEOUT_SECONDS + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while making topics", e);
    }
  }

  private static ConfigResource resource(Topic topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
  }

  private static List<AlterConfigOp> ops(Topic topic) {
    return topic.settings().entrySet().stream()
        .map(
            setting ->
                new AlterConfigOp(
                    new ConfigEntry(setting.getKey(), setting.getValue()),
                    AlterConfigOp.OpType.SET))
        .toList();
  }
}
