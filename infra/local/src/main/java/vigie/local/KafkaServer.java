package vigie.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A real Kafka broker: one KRaft node, broker and controller in one process. Topics are made by
 * those who own them, never by a mistyped name. Its data outlive it under its folder.
 */
public final class KafkaServer {

  private final ServerProcess process;
  private final String bootstrapServers;

  /**
   * Describes a broker; nothing runs yet.
   *
   * @param ports the stack's ports
   * @param dataDir the broker's own folder, made when missing
   * @param logFile where its output goes
   */
  public KafkaServer(Ports ports, Path dataDir, Path logFile) {
    Path data = dataDir.toAbsolutePath();
    Path settings = data.resolve("server.properties");
    this.bootstrapServers = "127.0.0.1:" + ports.kafka();
    this.process =
        new ServerProcess(
            new ServerSpec(
                "kafka",
                List.of(ports.kafka(), ports.kafkaController()),
                logFile,
                () -> write(settings, settings(ports, data)),
                JavaCommand.of(
                    List.of(
                        "-Xms128m",
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dlog4j2.configurationFile=classpath:vigie/log/kafka-log4j2.properties"),
                    ClassPaths.of("kafka"),
                    "vigie.kafkabroker.KafkaBroker",
                    List.of(settings.toString())),
                Map.of(),
                "TERM",
                new KafkaReadiness(ports.kafka())));
  }

  /** The broker's process. */
  public ServerProcess process() {
    return process;
  }

  /** The address for clients: {@code host:port}. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  private static String settings(Ports ports, Path data) {
    return """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:%2$d
        controller.listener.names=CONTROLLER
        listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
        listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
        log.dirs=%3$s
        auto.create.topics.enable=false
        num.partitions=4
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=4
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        transaction.state.log.num.partitions=4
        share.coordinator.state.topic.replication.factor=1
        share.coordinator.state.topic.min.isr=1
        share.coordinator.state.topic.num.partitions=1
        group.initial.rebalance.delay.ms=0
        log.cleaner.dedupe.buffer.size=16777216
        log.retention.check.interval.ms=60000
        controlled.shutdown.enable=false
        """
        .formatted(ports.kafka(), ports.kafkaController(), data.resolve("log"));
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
