package vigie.gateway;

import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.gateway.directory.Bindings;
import vigie.gateway.directory.Consents;
import vigie.gateway.directory.KafkaDirectory;
import vigie.gateway.directory.StreamDirectory;
import vigie.gateway.mqtt.MqttSubscriber;
import vigie.gateway.observe.GatewayHealth;
import vigie.gateway.observe.ManagementHandler;
import vigie.gateway.observe.MicrometerIngestMetrics;
import vigie.gateway.publish.KafkaReadingPublisher;
import vigie.intake.Intake;
import vigie.intake.SpeaksFor;
import vigie.intake.StatusIntake;
import vigie.intake.decode.PayloadFormats;
import vigie.reading.MetricCatalogue;

/** The program: wires the steps to the real servers, and ends them in order. */
public final class Gateway implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  private final KafkaReadingPublisher publisher;
  private final KafkaDirectory directory;
  private final List<MqttSubscriber> subscribers = new ArrayList<>();
  private final GatewayHealth health;
  private final ManagementHandler management;
  private final PayloadFormats formats = PayloadFormats.standard(MetricCatalogue.standard());
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  private Gateway(GatewayConfig config, Clock clock) throws IOException {
    Bindings bindings = new Bindings();
    Consents consents = new Consents();
    directory =
        new KafkaDirectory(
            config.kafkaBootstrapServers(),
            "vigie-gateway-" + config.replica() + "-directory",
            bindings,
            consents);
    publisher =
        new KafkaReadingPublisher(
            config.kafkaBootstrapServers(),
            "vigie-gateway-" + config.replica(),
            config.deliveryTimeout(),
            config.linger(),
            config.bufferBytes());
    MicrometerIngestMetrics metrics = new MicrometerIngestMetrics(registry);
    new ProcessorMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    StreamDirectory known = new StreamDirectory(bindings, consents);
    IngestPipeline pipeline =
        new IngestPipeline(
            clock,
            new Intake(
                formats, known, SpeaksFor.gatewayOfTheSamePatient(), config.payloadBytesMax()),
            new StatusIntake(known),
            publisher,
            metrics);
    List<GatewayHealth.Part> parts = new ArrayList<>();
    parts.add(new GatewayHealth.Part("directory", directory::problem));
    parts.add(new GatewayHealth.Part("kafka", publisher::problem));
    MqttSubscriber.Listener listener =
        new MqttSubscriber.Listener(metrics::acknowledged, metrics::connectionEnded);
    for (int connection = 0; connection < config.connections(); connection++) {
      MqttSubscriber subscriber =
          new MqttSubscriber(
              config.mqtt(), config.clientId(connection), this::gate, pipeline::accept, listener);
      subscribers.add(subscriber);
      parts.add(new GatewayHealth.Part("mqtt-" + connection, subscriber::problem));
    }
    health = new GatewayHealth(parts);
    management = new ManagementHandler(config.managementPort(), health, registry::scrape);
  }

  /**
   * Starts a gateway; it connects in the background, and as often as it must.
   *
   * @param config its settings
   * @param clock gives the received time
   * @throws InvalidSettingException when the management port cannot be had
   */
  public static Gateway start(GatewayConfig config, Clock clock) {
    Gateway gateway;
    try {
      gateway = new Gateway(config, clock);
    } catch (IOException e) {
      throw new InvalidSettingException(
          "VIGIE_GATEWAY_PORT",
          "is " + config.managementPort() + ", which cannot be had: " + e.getMessage(),
          "Set another one, or move all ports with VIGIE_PORT_OFFSET");
    }
    gateway.directory.start();
    gateway.warmUp();
    gateway.subscribers.forEach(MqttSubscriber::start);
    return gateway;
  }

  /** Beside the connecting, which waits for others: the first message should find all loaded. */
  private void warmUp() {
    Thread warmUp = new Thread(formats::warmUp, "warm-up");
    warmUp.setDaemon(true);
    warmUp.start();
  }

  /** Each part's answer to: would your next operation succeed, and if not, why? */
  public Map<String, Optional<String>> health() {
    return health.ask();
  }

  /** The metrics in Prometheus text format. */
  public String metrics() {
    return registry.scrape();
  }

  /** The port of health and metrics. */
  public int managementPort() {
    return management.port();
  }

  /** Nothing is taken before the directory is whole and Kafka takes it. */
  private Optional<String> gate() {
    Optional<String> missing = directory.notReady();
    return missing.isPresent() ? missing : publisher.recover();
  }

  /** Takes no more, finishes what is in flight, acknowledges it, and disconnects. */
  @Override
  public void close() {
    subscribers.forEach(MqttSubscriber::close);
    publisher.close();
    directory.close();
    management.close();
  }

  /** Runs until it is told to end; exit code 2 when a setting cannot be used. */
  public static void main(String[] args) {
    try {
      Gateway gateway = start(GatewayConfig.of(System.getenv()), Clock.systemUTC());
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    gateway.close();
                    LOG.info("stopped");
                    org.apache.logging.log4j.LogManager.shutdown();
                  },
                  "shutdown"));
      LOG.info("started, health and metrics on port {}", gateway.managementPort());
    } catch (InvalidSettingException e) {
      System.err.println("gateway: " + e.getMessage());
      System.exit(2);
    }
  }
}
