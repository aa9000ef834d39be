package vigie.api.rule;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import vigie.alert.RuleCatalogue;
import vigie.api.ApiConfig;
import vigie.api.outbox.KafkaPublisher;
import vigie.codec.Codecs;
import vigie.codec.MalformedRecordException;

/** Publishes those default rules that the rule topic lacks or has in an older version. */
@Singleton
public final class KafkaDefaultRules {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaDefaultRules.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long RETRY_MILLIS = 2_000;

  private final ApiConfig config;
  private final KafkaPublisher publisher;
  private final Thread thread = new Thread(this::run, "default-rules");

  /** Wired by the program. */
  public KafkaDefaultRules(ApiConfig config, KafkaPublisher publisher) {
    this.config = config;
    this.publisher = publisher;
    thread.setDaemon(true);
  }

  /** Begins; the work is done in the background, as soon as Kafka answers. */
  public void start() {
    thread.start();
  }

  private void run() {
    while (true) {
      try {
        publishMissing(published());
        return;
      } catch (KafkaException | java.util.concurrent.CompletionException e) {
        LOG.warn("default rules wait for Kafka cause={}", e.toString());
      }
      try {
        TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void publishMissing(Map<String, Integer> versions) {
    List<Rule> missing =
        RuleCatalogue.defaults().stream()
            .filter(rule -> versions.getOrDefault(rule.id(), 0) < rule.version())
            .toList();
    for (Rule rule : missing) {
      publisher.send(Topics.RULE, rule.id(), Codecs.RULE.encode(rule)).join();
    }
    LOG.info("default rules in the topic published={}", missing.size());
  }

  private Map<String, Integer> published() {
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
      Map<String, Integer> versions = new HashMap<>();
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(POLL).forEach(rule -> note(rule, versions));
      }
      return versions;
    }
  }

  private static void note(ConsumerRecord<String, byte[]> rule, Map<String, Integer> versions) {
    if (rule.value() == null) {
      versions.remove(rule.key());
      return;
    }
    try {
      versions.put(rule.key(), Codecs.RULE.decode(rule.value()).version());
    } catch (MalformedRecordException e) {
      LOG.warn("rule in the topic cannot be read rule={}", rule.key());
    }
  }

  @PreDestroy
  void stop() {
    thread.interrupt();
  }
}
