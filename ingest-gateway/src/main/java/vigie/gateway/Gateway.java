package vigie.gateway;

import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
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
import vigie.key.KafkaPatientKeys;
import vigie.key.MasterKey;
import vigie.reading.MetricCatalogue;

/** The program: wires the steps to the real servers, and ends them in order. */
public final class Gateway implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  /** Without a key a patient's readings are refused: at first the API may still make it. */
  private static final Duration KEYS_PATIENCE = Duration.ofMinutes(2);

  private final long begunNanos = System.nanoTime();
  private final Consents consents = new Consents();
  private final KafkaReadingPublisher publisher;
  private final KafkaDirectory directory;
  private final KafkaPatientKeys keys;
  private final List<MqttSubscriber> subscribers = new ArrayList<>();
  private final GatewayHealth health;
  private final ManagementHandler management;
  private final PayloadFormats formats = PayloadFormats.standard(MetricCatalogue.standard());
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  private Gateway(GatewayConfig config, MasterKey master, Clock clock) throws IOException {
    Bindings bindings = new Bindings();
    directory =
        new KafkaDirectory(
            config.kafkaBootstrapServers(),
            "vigie-gateway-" + config.replica() + "-directory",
            bindings,
            consents);
    keys =
        new KafkaPatientKeys(
            config.kafkaBootstrapServers(), "vigie-gateway-" + config.replica() + "-keys", master);
    publisher =
        new KafkaReadingPublisher(
            keys,
            config.kafkaBootstrapServers(),
            "vigie-gateway-" + config.replica(),
            config.deliveryTimeout(),
            config.linger(),
            config.bufferBytes());
    MicrometerIngestMetrics metrics = new MicrometerIngestMetrics(registry);
    new ProcessorMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    StreamDirectory known =
        new StreamDirectory(bindings, consents, patient -> keys.has(patient.value()));
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
    parts.add(new GatewayHealth.Part("keys", keys::notReady));
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
   * @throws IllegalArgumentException when the file with the patients' master key cannot be used
   */
  public static Gateway start(GatewayConfig config, Clock clock) {
    MasterKey master = MasterKey.read(config.patientKeysFile());
    Gateway gateway;
    try {
      gateway = new Gateway(config, master, clock);
    } catch (IOException e) {
      throw new InvalidSettingException(
          "VIGIE_GATEWAY_PORT",
          "is " + config.managementPort() + ", which cannot be had: " + e.getMessage(),
          "Set another one, or move all ports with VIGIE_PORT_OFFSET");
    }
    gateway.directory.start();
    gateway.keys.start();
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

  /** Nothing is taken before directory and keys are whole and Kafka takes it. */
  private Optional<String> gate() {
    Optional<String> missing = directory.notReady().or(keys::notReady).or(this::keysMissing);
    return missing.isPresent() ? missing : publisher.recover();
  }

  /** Patients from before there were keys are given one when the API starts; some wait for that. */
  private Optional<String> keysMissing() {
    if (System.nanoTime() - begunNanos > KEYS_PATIENCE.toNanos()) {
      return Optional.empty();
    }
    long without =
        consents.count(patient -> !keys.has(patient.value()) && !keys.destroyed(patient.value()));
    return without == 0
        ? Optional.empty()
        : Optional.of(without + " patients have no key yet: the API makes them at its start");
  }

  /** Takes no more, finishes what is in flight, acknowledges it, and disconnects. */
  @Override
  public void close() {
    subscribers.forEach(MqttSubscriber::close);
    publisher.close();
    directory.close();
    keys.close();
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
    } catch (InvalidSettingException | IllegalArgumentException e) {
      System.err.println("gateway: " + e.getMessage());
      System.exit(2);
    }
  }
}
