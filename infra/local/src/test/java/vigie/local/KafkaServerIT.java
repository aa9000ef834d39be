package vigie.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.local.junit.FreePorts;

class KafkaServerIT {

  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private final Path folder;

  KafkaServerIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void recordsAcknowledgedBeforeAKillAreThereAfterTheRestart() throws Exception {
    KafkaServer kafka = server(FreePorts.reserved(), "a");
    try {
      kafka.process().start(TIMEOUT);
      createTopic(kafka, "kept");
      send(kafka, "kept", "first");

      kafka.process().kill();
      assertThat(kafka.process().problem()).contains("not running");
      kafka.process().start(TIMEOUT);

      send(kafka, "kept", "second");
      assertThat(read(kafka, "kept", 2)).containsExactly("first", "second");
      assertThat(kafka.process().stop(Duration.ofSeconds(20))).isTrue();
    } finally {
      kafka.process().kill();
    }
  }

  @Test
  void aPausedBrokerIsAliveButNotReady() {
    KafkaServer kafka = server(FreePorts.reserved(), "a");
    try {
      kafka.process().start(TIMEOUT);
      kafka.process().pause();
      assertThat(kafka.process().isAlive()).isTrue();
      assertThat(kafka.process().problem()).isPresent();
      kafka.process().resume();
      kafka.process().awaitReady(TIMEOUT);
    } finally {
      kafka.process().kill();
    }
  }

  @Test
  void twoBrokersRunSideBySideAndKnowNothingOfEachOther() throws Exception {
    KafkaServer one = server(FreePorts.reserved(), "a");
    KafkaServer other = server(FreePorts.reserved(), "b");
    try {
      one.process().start(TIMEOUT);
      other.process().start(TIMEOUT);
      createTopic(one, "mine");
      assertThat(topics(one)).containsExactly("mine");
      assertThat(topics(other)).isEmpty();
    } finally {
      one.process().kill();
      other.process().kill();
    }
  }

  @Test
  void aTakenPortIsNamedTogetherWithTheVariableThatMovesIt() throws Exception {
    Ports ports = FreePorts.reserved();
    try (ServerSocket taken =
        new ServerSocket(ports.kafka(), 1, InetAddress.getLoopbackAddress())) {
      assertThat(taken.isBound()).isTrue();
      assertThatThrownBy(() -> server(ports, "a").process().launch())
          .isInstanceOf(PortTakenException.class)
          .hasMessageContaining("Port " + ports.kafka())
          .hasMessageContaining("kafka")
          .hasMessageContaining("VIGIE_PORT_OFFSET");
    }
  }

  @Test
  void aBrokerWhoseDataAreSpoiltFailsWithTheEndOfItsLog() throws Exception {
    KafkaServer kafka = server(FreePorts.reserved(), "a");
    Path log = folder.resolve("a").resolve("log");
    Files.createDirectories(log);
    Files.writeString(log.resolve("meta.properties"), "version=1\nnode.id=99\n");
    assertThatThrownBy(() -> kafka.process().start(TIMEOUT))
        .isInstanceOf(ServerFailedException.class)
        .hasMessageContaining("kafka ended with code 1")
        .hasMessageContaining("kafka.log")
        .hasMessageContaining("meta.properties");
  }

  private KafkaServer server(Ports ports, String name) {
    return new KafkaServer(ports, folder.resolve(name), folder.resolve(name + "-kafka.log"));
  }

  private static void createTopic(KafkaServer kafka, String topic) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }
  }

  private static Set<String> topics(KafkaServer kafka) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      return admin.listTopics().names().get();
    }
  }

  private static void send(KafkaServer kafka, String topic, String value) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all"),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, value)).get();
    }
  }

  private static List<String> read(KafkaServer kafka, String topic, int count) {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringDeserializer(),
            new StringDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      List<String> values = new ArrayList<>();
      long deadline = System.nanoTime() + TIMEOUT.toNanos();
      while (values.size() < count && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofMillis(200)).forEach(polled -> values.add(polled.value()));
      }
      return values;
    }
  }
}
