package vigie.local;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.MqttToken;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;
import vigie.Topic;
import vigie.Topics;
import vigie.codec.Codecs;
import vigie.device.Credential;
import vigie.device.DeviceBinding;
import vigie.local.junit.FreePorts;
import vigie.reading.DeviceId;
import vigie.reading.PatientId;

/** A broker with its Kafka, the bindings that it hears of, and devices and a gateway as clients. */
final class MqttDevices implements AutoCloseable {
  private static final long CLOSING_MILLIS = 200;
  static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration START = Duration.ofMinutes(2);

  /** What the gateway has heard: topic and payload. */
  record Heard(String topic, String payload) {}

  final MqttServer mqtt;
  private final KafkaServer kafka;
  private final KafkaProducer<String, byte[]> producer;
  private final SecureRandom random = new SecureRandom();

  MqttDevices(Path folder) {
    this(folder, Map.of());
  }

  /** With further settings of the broker. */
  MqttDevices(Path folder, Map<String, String> environment) {
    Ports ports = FreePorts.reserved();
    kafka = new KafkaServer(ports, folder.resolve("kafka"), folder.resolve("kafka.log"));
    mqtt =
        new MqttServer(
            ports,
            folder.resolve("mqtt"),
            folder.resolve("mqtt.log"),
            new Secrets(folder.resolve("secrets.properties")),
            environment);
    kafka.process().start(START);
    mqtt.process().start(START);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin
          .createTopics(List.of(new NewTopic(Topics.DEVICE, Topic.PARTITIONS, (short) 1)))
          .all()
          .get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** A binding of a patient of its own, told to the broker. */
  DeviceBinding bind(String device, String secret) {
    return tell(
        new DeviceBinding(
            new DeviceId(device),
            new PatientId(UUID.randomUUID()),
            "watch",
            Duration.ZERO,
            credential(secret),
            true,
            Instant.parse("2026-01-01T00:00:00Z")));
  }

  Credential credential(String secret) {
    return Credential.of(secret, random);
  }

  /** Tells the broker of a binding; returns when Kafka has it. */
  DeviceBinding tell(DeviceBinding binding) {
    try {
      producer
          .send(
              new ProducerRecord<>(
                  Topics.DEVICE, binding.device().value(), Codecs.DEVICE.encode(binding)))
          .get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
    return binding;
  }

  /** Signs in with a secret, without TLS. */
  MqttClient connect(String device, String secret) throws MqttException {
    return connect(
        mqtt.url(),
        device,
        options -> options.setPassword(secret.getBytes(StandardCharsets.UTF_8)));
  }

  /** Signs in as this device in some way. */
  static MqttClient connect(String url, String device, Consumer<MqttConnectionOptions> how)
      throws MqttException {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUserName(device);
    options.setCleanStart(true);
    options.setConnectionTimeout(10);
    how.accept(options);
    MqttClient client = new MqttClient(url, device, new MemoryPersistence());
    client.setTimeToWait(SOON.toMillis());
    try {
      client.connect(options);
      return client;
    } catch (MqttException e) {
      client.close(true);
      throw e;
    }
  }

  /** The same again and again until the broker has heard of the binding. */
  MqttClient connectOnceKnown(String device, String secret) {
    return Awaitility.await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptionsInstanceOf(MqttException.class)
        .until(() -> connect(device, secret), client -> true);
  }

  /** A gateway that keeps what all devices publish; close the client when done. */
  MqttClient gateway(Set<Heard> heard) throws MqttException {
    MqttClient client = new MqttClient(mqtt.url(), "vigie-gateway-1", new MemoryPersistence());
    client.setTimeToWait(SOON.toMillis());
    client.setCallback(new Listener(heard));
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUserName(MqttServer.GATEWAY);
    options.setPassword(mqtt.secret(MqttServer.GATEWAY).getBytes(StandardCharsets.UTF_8));
    client.connect(options);
    client.subscribe("vigie/v1/+/+", 1);
    return client;
  }

  static Set<Heard> nothingHeard() {
    return ConcurrentHashMap.newKeySet();
  }

  /** Publishes at QoS 1 and gives the answer's reason code; 0 when it was taken. */
  static int publish(MqttClient client, String topic, String payload) throws MqttException {
    MqttMessage message = new MqttMessage(payload.getBytes(StandardCharsets.UTF_8), 1, false, null);
    MqttToken token = client.getTopic(topic).publish(message);
    token.waitForCompletion(SOON.toMillis());
    int code = token.getReasonCodes()[0];
    return code == MqttReturnCode.RETURN_CODE_NO_MATCHING_SUBSCRIBERS ? 0 : code;
  }

  static void close(MqttClient client) throws MqttException {
    // Paho's plain disconnect waits for ever when the broker, which closes the connection of one
    // that it has refused something, does so at the same time.
    client.disconnectForcibly(0, CLOSING_MILLIS, client.isConnected());
    client.close(true);
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
    mqtt.process().kill();
    kafka.process().kill();
  }

  /** Keeps what arrives; called on Paho's thread. */
  private record Listener(Set<Heard> heard) implements MqttCallback {
    @Override
    public void messageArrived(String topic, MqttMessage message) {
      heard.add(new Heard(topic, new String(message.getPayload(), StandardCharsets.UTF_8)));
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {}

    @Override
    public void mqttErrorOccurred(MqttException exception) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}
  }
}
