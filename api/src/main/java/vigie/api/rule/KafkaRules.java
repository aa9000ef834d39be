package vigie.api.rule;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.Topics;
import vigie.alert.Rule;
import vigie.api.ApiConfig;
import vigie.api.DaemonThreads;
import vigie.api.store.StoreException;
import vigie.codec.Codecs;
import vigie.codec.MalformedRecordException;

/**
 * Brings topic and store together once at start: what the program brought anew or the topic lost is
 * published, what only the topic has is stored. Changes go by the outbox.
 */
@Singleton
public final class KafkaRules {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaRules.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long RETRY_MILLIS = 2_000;

  private final ApiConfig config;
  private final JdbcRules rules;
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("rules"));

  /** Wired by the program. */
  public KafkaRules(ApiConfig config, JdbcRules rules) {
    this.config = config;
    this.rules = rules;
  }

  /** Begins; the work is done in the background, as soon as Kafka answers. */
  public void start() {
    worker.execute(this::bringTogether);
  }

  private void bringTogether() {
    try {
      LOG.info("rules put into the topic count={}", rules.bringTogether(published()));
    } catch (KafkaException | StoreException e) {
      LOG.warn("rules wait cause={}", e.toString());
      if (!worker.isShutdown()) {
        var unused = worker.schedule(this::bringTogether, RETRY_MILLIS, TimeUnit.MILLISECONDS);
      }
    }
  }

  private Map<String, Rule> published() {
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                config.kafkaBootstrapServers(),
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                10_000,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<PartitionInfo> infos = consumer.partitionsFor(Topics.RULE);
      List<TopicPartition> partitions =
          infos.stream().map(info -> new TopicPartition(info.topic(), info.partition())).toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      Map<String, Rule> topic = new HashMap<>();
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(POLL).forEach(rule -> note(rule, topic));
      }
      return topic;
    }
  }

  private static void note(ConsumerRecord<String, byte[]> rule, Map<String, Rule> topic) {
    if (rule.value() == null) {
      topic.remove(rule.key());
      return;
    }
    try {
      topic.put(rule.key(), Codecs.RULE.decode(rule.value()));
    } catch (MalformedRecordException e) {
      LOG.warn("rule in the topic cannot be read rule={}", rule.key());
    }
  }

  @PreDestroy
  void stop() {
    worker.shutdownNow();
  }
}
