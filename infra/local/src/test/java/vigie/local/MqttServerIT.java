package vigie.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.Topic;
import vigie.Topics;
import vigie.codec.Codecs;
import vigie.device.Credential;
import vigie.device.DeviceBinding;
import vigie.local.junit.FreePorts;
import vigie.reading.DeviceId;
import vigie.reading.PatientId;

class MqttServerIT {

  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final long CLOSING_MILLIS = 200;
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String SHARED = "$share/gateway/vigie/v1/+/json";

  private static KafkaServer kafka;
  private static MqttServer mqtt;

  @BeforeAll
  static void startBrokers(@TempDir Path folder) throws Exception {
    Ports ports = FreePorts.reserved();
    kafka = new KafkaServer(ports, folder.resolve("kafka"), folder.resolve("kafka.log"));
    mqtt =
        new MqttServer(
            ports,
            folder.resolve("mqtt"),
            folder.resolve("mqtt.log"),
            new Secrets(folder.resolve("secrets.properties")));
    // The broker must not wait for Kafka.
    mqtt.process().start(TIMEOUT);
    kafka.process().start(TIMEOUT);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin
          .createTopics(List.of(new NewTopic(Topics.DEVICE, Topic.PARTITIONS, (short) 1)))
          .all()
          .get();
    }
  }

  @AfterAll
  static void killBrokers() {
    mqtt.process().kill();
    kafka.process().kill();
  }

  @Test
  void aDeviceSignsInWithItsOwnSecretOnly() throws Exception {
    bind("watch-1", "secret-1", true);
    bind("watch-2", "secret-2", true);
    close(connectedOnceKnown("watch-1", "secret-1", "watch-1"));
    close(connectedOnceKnown("watch-2", "secret-2", "watch-2"));
    close(connected("watch-1", "secret-1", "any-other-client-id"));
    assertRefused(
        "watch-1", "secret-2", "watch-1", MqttReturnCode.RETURN_CODE_BAD_USERNAME_OR_PASSWORD);
    assertRefused(
        "watch-9", "secret-1", "watch-9", MqttReturnCode.RETURN_CODE_BAD_USERNAME_OR_PASSWORD);
    assertRefused(
        "watch-1", "secret-1", "watch-2", MqttReturnCode.RETURN_CODE_IDENTIFIER_NOT_VALID);
    assertRefused(
        "watch-1", "secret-1", "vigie-gateway", MqttReturnCode.RETURN_CODE_IDENTIFIER_NOT_VALID);
    assertRefused(
        MqttServer.GATEWAY,
        "guess",
        "vigie-gateway",
        MqttReturnCode.RETURN_CODE_BAD_USERNAME_OR_PASSWORD);
  }

  @Test
  void aDevicePublishesBelowItsOwnNameOnly() throws Exception {
    bind("own.name_1", "s", true);
    MqttClient device = connectedOnceKnown("own.name_1", "s", "own.name_1");
    try {
      assertThat(publish(device, "vigie/v1/own.name_1/json")).isZero();
      for (String foreign :
          List.of("vigie/v1/other/json", "vigie/v1/own/name_1/json", "vigie/v1/*/json", "other")) {
        assertThat(publish(device, foreign))
            .as(foreign)
            .isEqualTo(MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED);
      }
      assertThat(device.isConnected()).isTrue();
    } finally {
      close(device);
    }
  }

  @Test
  void aDeviceLeavesNoLastWillUnderAnothersName() throws Exception {
    bind("dying", "s", true);
    bind("heir", "s", true);
    close(connectedOnceKnown("dying", "s", "dying"));
    MqttConnectionOptions options = options("dying", "s", true);
    options.setWill(
        "vigie/v1/heir/status",
        new MqttMessage("{}".getBytes(StandardCharsets.UTF_8), 1, false, null));
    MqttClient client = client("dying");
    assertThatThrownBy(() -> client.connect(options))
        .isInstanceOfSatisfying(
            MqttException.class,
            e ->
                assertThat(e.getReasonCode()).isEqualTo(MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED));
    client.close(true);
  }

  @Test
  void aDeviceThatAsksForTheGatewaysMessagesIsRefusedAndDestroysNothing() throws Exception {
    bind("thief", "s", true);
    MqttClient device = connectedOnceKnown("thief", "s", "thief");
    MqttClient gateway = gateway("vigie-gateway-thief", true);
    String filter = "$share/thieves/vigie/v1/+/json";
    gateway.subscribe(filter, 1);
    gateway.disconnect();
    assertThat(publish(device, "vigie/v1/thief/json")).isZero();

    for (String wanted : List.of(filter, "vigie/v1/+/json", "#")) {
      int[] codes = device.subscribe(wanted, 1).getReasonCodes();
      assertThat(codes).containsExactly(MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED);
      close(device);
      device = connected("thief", "s", "thief");
    }
    close(device);

    Recorder again = new Recorder();
    MqttClient back = client("vigie-gateway-thief");
    back.setCallback(again);
    back.connect(options(MqttServer.GATEWAY, mqtt.secret(MqttServer.GATEWAY), false));
    await().atMost(SOON).untilAsserted(() -> assertThat(again.payloads()).isNotEmpty());
    close(back);
  }

  @Test
  void aRevokedDeviceLosesItsSessionAndIsRefused() throws Exception {
    bind("lost", "s", true);
    MqttClient device = connectedOnceKnown("lost", "s", "lost");
    bind("lost", "s", false);
    await().atMost(SOON).until(() -> !device.isConnected());
    assertRefused("lost", "s", "lost", MqttReturnCode.RETURN_CODE_BAD_USERNAME_OR_PASSWORD);
    close(device);
  }

  @Test
  void aSharedSubscriptionKeepsItsMessagesThroughAKillOfTheBroker() throws Exception {
    bind("sender", "s", true);
    MqttClient device = connectedOnceKnown("sender", "s", "sender");
    MqttClient gateway = gateway("vigie-gateway-1", true);
    gateway.subscribe(SHARED, 1);
    gateway.disconnect();
    Set<String> sent =
        IntStream.range(0, 500).mapToObj(Integer::toString).collect(Collectors.toSet());
    for (String payload : sent) {
      device.publish("vigie/v1/sender/json", payload.getBytes(StandardCharsets.UTF_8), 1, false);
    }
    close(device);
    gateway.close(true);

    mqtt.process().kill();
    mqtt.process().start(TIMEOUT);

    Recorder received = new Recorder();
    MqttClient back = client("vigie-gateway-1");
    back.setCallback(received);
    back.connect(options(MqttServer.GATEWAY, mqtt.secret(MqttServer.GATEWAY), false));
    await().atMost(SOON).untilAsserted(() -> assertThat(received.payloads()).containsAll(sent));
    // Devices are known again after the restart.
    close(connectedOnceKnown("sender", "s", "sender"));
    close(back);
  }

  @Test
  void eachDevicesMessagesGoToOneMemberOfAGroupInTheirOrder() throws Exception {
    List<String> names = IntStream.range(0, 8).mapToObj(i -> "ordered-" + i).toList();
    Map<String, MqttClient> devices = new LinkedHashMap<>();
    for (String name : names) {
      bind(name, "s", true);
      devices.put(name, connectedOnceKnown(name, "s", name));
    }
    Recorder first = new Recorder();
    Recorder second = new Recorder();
    MqttClient member = member("vigie-gateway-first", first);
    MqttClient leaver = member("vigie-gateway-second", second);
    publishInTurn(devices, 0, 50);
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(first.payloads().size() + second.payloads().size()).isEqualTo(400));
    assertThat(first.payloads()).isNotEmpty();
    assertThat(second.payloads()).isNotEmpty();
    for (String name : names) {
      assertThat(List.of(first.of(name), second.of(name)))
          .as(name)
          .containsExactlyInAnyOrder(List.of(), IntStream.range(0, 50).boxed().toList());
    }

    close(leaver);
    publishInTurn(devices, 50, 60);
    for (String name : names) {
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(first.of(name))
                      .endsWith(IntStream.range(50, 60).boxed().toArray(Integer[]::new)));
    }
    for (MqttClient device : devices.values()) {
      close(device);
    }
    close(member);
  }

  private static MqttClient member(String clientId, Recorder recorder) throws MqttException {
    MqttClient member = client(clientId);
    member.setCallback(recorder);
    member.connect(options(MqttServer.GATEWAY, mqtt.secret(MqttServer.GATEWAY), true));
    member.subscribe("$share/ordered/vigie/v1/+/json", 1);
    return member;
  }

  private static void publishInTurn(Map<String, MqttClient> devices, int from, int to)
      throws MqttException {
    for (int i = from; i < to; i++) {
      for (Map.Entry<String, MqttClient> device : devices.entrySet()) {
        byte[] payload = (device.getKey() + " " + i).getBytes(StandardCharsets.UTF_8);
        device.getValue().publish("vigie/v1/" + device.getKey() + "/json", payload, 1, false);
      }
    }
  }

  private static void bind(String device, String secret, boolean active) throws Exception {
    DeviceBinding binding =
        new DeviceBinding(
            new DeviceId(device),
            new PatientId(new UUID(1, 1)),
            "watch",
            Duration.ZERO,
            Credential.of(secret, new SecureRandom()),
            active,
            Instant.parse("2026-01-01T00:00:00Z"));
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer
          .send(new ProducerRecord<>(Topics.DEVICE, device, Codecs.DEVICE.encode(binding)))
          .get();
    }
  }

  private static MqttClient connectedOnceKnown(String user, String secret, String clientId) {
    MqttClient[] client = new MqttClient[1];
    await()
        .atMost(SOON)
        .ignoreExceptionsInstanceOf(MqttException.class)
        .until(
            () -> {
              client[0] = connected(user, secret, clientId);
              return true;
            });
    return client[0];
  }

  private static MqttClient connected(String user, String secret, String clientId)
      throws MqttException {
    MqttClient client = client(clientId);
    try {
      client.connect(options(user, secret, true));
      return client;
    } catch (MqttException e) {
      client.close(true);
      throw e;
    }
  }

  private static MqttClient gateway(String clientId, boolean cleanStart) throws MqttException {
    MqttClient client = client(clientId);
    client.connect(options(MqttServer.GATEWAY, mqtt.secret(MqttServer.GATEWAY), cleanStart));
    return client;
  }

  private static MqttClient client(String clientId) throws MqttException {
    MqttClient client = new MqttClient(mqtt.url(), clientId, new MemoryPersistence());
    client.setTimeToWait(SOON.toMillis());
    return client;
  }

  private static MqttConnectionOptions options(String user, String secret, boolean cleanStart) {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUserName(user);
    options.setPassword(secret.getBytes(StandardCharsets.UTF_8));
    options.setCleanStart(cleanStart);
    options.setSessionExpiryInterval(3600L);
    options.setConnectionTimeout(5);
    return options;
  }

  /** Publishes at QoS 1 and gives the answer's reason code. */
  private static int publish(MqttClient client, String topic) throws MqttException {
    MqttMessage message = new MqttMessage("{}".getBytes(StandardCharsets.UTF_8), 1, false, null);
    MqttToken token = client.getTopic(topic).publish(message);
    token.waitForCompletion(SOON.toMillis());
    int[] codes = token.getReasonCodes();
    return codes[0] == MqttReturnCode.RETURN_CODE_NO_MATCHING_SUBSCRIBERS ? 0 : codes[0];
  }

  private static void assertRefused(String user, String secret, String clientId, int code) {
    assertThatThrownBy(() -> connected(user, secret, clientId))
        .isInstanceOfSatisfying(
            MqttException.class, e -> assertThat(e.getReasonCode()).isEqualTo(code));
  }

  private static void close(MqttClient client) throws MqttException {
    // Paho's plain disconnect waits for ever when the broker, which closes the connection of one
    // that it has refused something, does so at the same time.
    client.disconnectForcibly(0, CLOSING_MILLIS, client.isConnected());
    client.close(true);
  }

  /** Keeps what arrives. */
  private static final class Recorder implements MqttCallback {

    private final Queue<String> payloads = new ConcurrentLinkedQueue<>();

    List<String> payloads() {
      return List.copyOf(payloads);
    }

    /** The numbers that came of a device, in the order of arrival. */
    List<Integer> of(String device) {
      return payloads.stream()
          .filter(payload -> payload.startsWith(device + " "))
          .map(payload -> Integer.valueOf(payload.substring(device.length() + 1)))
          .toList();
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
      payloads.add(new String(message.getPayload(), StandardCharsets.UTF_8));
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
