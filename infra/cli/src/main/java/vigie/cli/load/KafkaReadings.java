package vigie.cli.load;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import vigie.Topic;
import vigie.Topics;

/** How many accepted readings Kafka has taken: where the gateway acknowledges. */
final class KafkaReadings implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 10_000;

  private final Admin admin;

  KafkaReadings(String bootstrap) {
    this.admin =
        Admin.create(
            Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG,
                TIMEOUT_MILLIS,
                CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG,
                TIMEOUT_MILLIS));
  }

  /** Since the topic was made, whoever sent them. */
  long count() throws InterruptedException {
    Map<TopicPartition, OffsetSpec> asked =
        IntStream.range(0, Topic.PARTITIONS)
            .mapToObj(number -> new TopicPartition(Topics.READING, number))
            .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
    try {
      return admin
          .listOffsets(asked)
          .all()
          .get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
          .values()
          .stream()
          .mapToLong(end -> end.offset())
          .sum();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("Kafka does not say how many readings it has: " + e, e);
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
