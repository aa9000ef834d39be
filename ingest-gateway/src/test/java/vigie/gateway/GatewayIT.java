package vigie.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.Topics;
import vigie.device.DeviceStatus;
import vigie.key.SealHeader;
import vigie.local.junit.KafkaExtension;
import vigie.local.junit.MqttExtension;
import vigie.reading.Category;
import vigie.reading.DeviceId;
import vigie.reading.PatientId;
import vigie.reading.Reading;
import vigie.reading.RejectedReading;
import vigie.reading.RejectionReason;

/** The whole gateway between a real MQTT broker and a real Kafka. */
class GatewayIT {
  @RegisterExtension static final KafkaExtension kafka = new KafkaExtension();
  @RegisterExtension static final MqttExtension mqtt = new MqttExtension();

  private static LiveStack stack;
  private static Gateway gateway;

  @BeforeAll
  static void startGateway() {
    stack = new LiveStack(kafka, mqtt);
    gateway = Gateway.start(GatewayConfig.of(stack.environment()), Clock.systemUTC());
    awaitHealthy();
  }

  @AfterAll
  static void stopGateway() {
    gateway.close();
  }

  @Test
  void aPublishedReadingStandsInKafkaUnderItsPatient() throws Exception {
    DeviceId device = stack.device(Category.HEART_RATE);
    MqttClient client = stack.connected(device);
    long ts = System.currentTimeMillis();
    LiveStack.publish(client, device, "{\"ts\":" + ts + ",\"values\":{\"hr\":72}}");
    List<Reading> readings =
        await()
            .atMost(LiveStack.PATIENCE)
            .until(() -> stack.readings(device), found -> !found.isEmpty());
    assertThat(readings).hasSize(1);
    assertThat(readings.get(0).value()).isEqualTo(72);
    assertThat(readings.get(0).effective().toEpochMilli()).isEqualTo(ts);
    assertThat(readings.get(0).received().toEpochMilli()).isBetween(ts, ts + 60_000);
    client.disconnect();
  }

  @Test
  @Tag("C-71")
  void whatLiesOnTheTopicsIsSealedAndNothingIsAddedOnceThePatientsKeyIsDestroyed()
      throws Exception {
    DeviceId device = stack.device(Category.HEART_RATE);
    MqttClient client = stack.connected(device);
    LiveStack.publish(client, device, "{\"seq\":1,\"values\":{\"hr\":72}}");
    LiveStack.publish(client, device, "{\"word\":\"unheard-of\", broken");
    await().atMost(LiveStack.PATIENCE).until(() -> !stack.rejected(device).isEmpty());
    PatientId patient =
        await()
            .atMost(LiveStack.PATIENCE)
            .until(() -> stack.readings(device), found -> !found.isEmpty())
            .get(0)
            .patient();
    String name = device.value();
    for (String topic : List.of(Topics.READING, Topics.REJECTED)) {
      List<ConsumerRecord<byte[], byte[]>> raw =
          LiveStack.raw(kafka, topic).stream()
              .filter(each -> new String(each.key(), UTF_8).equals(patient.toString()))
              .toList();
      assertThat(raw).hasSize(1);
      assertThat(new String(raw.get(0).value(), ISO_8859_1)).doesNotContain(name, "unheard-of");
      assertThat(raw.get(0).headers().lastHeader(SealHeader.NAME).value())
          .isEqualTo(SealHeader.of(patient.value()));
    }

    stack.destroyKey(patient);

    await()
        .atMost(LiveStack.PATIENCE)
        .until(() -> stack.readings(device).isEmpty() && stack.rejected(device).isEmpty());
    // The gateway hears of it by itself, perhaps a moment later than this test.
    await()
        .atMost(LiveStack.PATIENCE)
        .untilAsserted(
            () -> {
              long before = count(Topics.READING) + count(Topics.REJECTED);
              double acknowledged = metric("messages_acknowledged_total");
              LiveStack.publish(client, device, "{\"values\":{\"hr\":73}}");
              await().until(() -> metric("messages_acknowledged_total") > acknowledged);
              assertThat(count(Topics.READING) + count(Topics.REJECTED)).isEqualTo(before);
            });
    client.disconnect();
  }

  private static long count(String topic) {
    return LiveStack.raw(kafka, topic).size();
  }

  @Test
  void atItsStartItWaitsForTheKeysOfPatientsWhoHaveConsented() {
    PatientId early = new PatientId(UUID.randomUUID());
    stack.profile(early, 1, Category.HEART_RATE);
    Map<String, String> environment = new HashMap<>(stack.environment());
    environment.put("VIGIE_GATEWAY_REPLICA", "early");
    environment.put("VIGIE_GATEWAY_SESSION_EXPIRY", "PT1S");
    try (Gateway other = Gateway.start(GatewayConfig.of(environment), Clock.systemUTC())) {
      await()
          .atMost(LiveStack.PATIENCE)
          .until(
              () ->
                  other.health().values().stream()
                      .anyMatch(problem -> problem.orElse("").contains("1 patients have no key")));
      LiveStack.makeKey(kafka, early);
      await()
          .atMost(LiveStack.PATIENCE)
          .until(() -> other.health().values().stream().noneMatch(Optional::isPresent));
    }
  }

  @Test
  void ofAPatientWithoutAKeyARefusalIsKeptAndNothingOfWhatWasSent() throws Exception {
    DeviceId device = new DeviceId("d-" + UUID.randomUUID());
    stack.bind(device, new PatientId(UUID.randomUUID()), true);
    MqttClient client = stack.connected(device);
    LiveStack.publish(client, device, "{\"word\":\"unheard-of\", broken");
    RejectedReading refused =
        await()
            .atMost(LiveStack.PATIENCE)
            .until(() -> stack.rejected(device), found -> !found.isEmpty())
            .get(0);
    assertThat(refused.payload()).isEmpty();
    assertThat(refused.detail()).contains("no key");
    client.disconnect();
  }

  @Test
  void aPoisonedPayloadIsKeptWithItsReasonAndBytes() throws Exception {
    DeviceId device = stack.device(Category.HEART_RATE);
    MqttClient client = stack.connected(device);
    byte[] poison = "{\"ts\":1,\"values\":{\"hr\":\0".getBytes(StandardCharsets.UTF_8);
    LiveStack.publish(client, device, poison);
    List<RejectedReading> rejected =
        await()
            .atMost(LiveStack.PATIENCE)
            .until(() -> stack.rejected(device), found -> !found.isEmpty());
    assertThat(rejected).hasSize(1);
    assertThat(rejected.get(0).reason()).isEqualTo(RejectionReason.MALFORMED);
    assertThat(rejected.get(0).payload()).isEqualTo(poison);
    client.disconnect();
  }

  @Test
  void aDeviceLostSaysOfflineByItsLastWill() throws Exception {
    DeviceId device = stack.device(Category.HEART_RATE);
    MqttClient client = stack.connected(device, "{\"state\":\"offline\"}");
    String topic = "vigie/v1/" + device + "/status";
    client.publish(topic, "{\"state\":\"online\",\"battery\":87}".getBytes(UTF_8), 1, false);
    await()
        .atMost(LiveStack.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(stack.statuses(device))
                    .extracting(DeviceStatus::state, DeviceStatus::battery)
                    .containsExactly(tuple(DeviceStatus.State.ONLINE, 87)));
    client.disconnectForcibly(0, 0, false);
    client.close(true);
    await()
        .atMost(LiveStack.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(stack.statuses(device))
                    .extracting(DeviceStatus::state)
                    .containsExactly(DeviceStatus.State.ONLINE, DeviceStatus.State.OFFLINE));
    assertThat(stack.rejected(device)).isEmpty();
  }

  @Test
  @Tag("C-34")
  void consentWithdrawnHoldsForTheNextReadings() throws Exception {
    DeviceId device = stack.device(Category.HEART_RATE);
    MqttClient client = stack.connected(device);
    LiveStack.publish(client, device, "{\"seq\":1,\"values\":{\"hr\":72}}");
    Reading before =
        await()
            .atMost(LiveStack.PATIENCE)
            .until(() -> stack.readings(device), found -> !found.isEmpty())
            .get(0);
    stack.consent(before.patient(), 2);
    await()
        .atMost(LiveStack.PATIENCE)
        .untilAsserted(
            () -> {
              LiveStack.publish(client, device, "{\"values\":{\"hr\":73}}");
              assertThat(stack.rejected(device))
                  .isNotEmpty()
                  .allMatch(r -> r.reason() == RejectionReason.NO_CONSENT)
                  .allMatch(r -> r.payload().length == 0);
            });
    client.disconnect();
  }

  @Test
  void healthAndMetricsAreServed() throws Exception {
    assertThat(get("/health").statusCode()).isEqualTo(200);
    assertThat(get("/health").body())
        .contains("\"status\":\"UP\"", "\"directory\"", "\"kafka\"", "\"mqtt-0\"");
    assertThat(get("/prometheus").body())
        .contains("vigie_gateway_readings_received_total", "process_cpu_seconds_total");
    assertThat(get("/elsewhere").statusCode()).isEqualTo(404);
  }

  @Test
  void whileKafkaStandsStillNothingIsAcknowledgedAndNothingIsLost() throws Exception {
    DeviceId device = stack.device(Category.HEART_RATE);
    MqttClient client = stack.connected(device);
    publishAll(client, device, 0, 200);
    await().atMost(LiveStack.PATIENCE).until(() -> stack.readings(device).size() >= 200);
    double acknowledged = metric("messages_acknowledged_total");
    kafka.server().process().pause();
    try {
      publishAll(client, device, 200, 400);
      await().atMost(LiveStack.PATIENCE).until(() -> metric("readings_failed_total") > 0);
      await().atMost(LiveStack.PATIENCE).until(() -> get("/health").statusCode() == 503);
      assertThat(metric("messages_acknowledged_total")).isEqualTo(acknowledged);
    } finally {
      kafka.server().process().resume();
    }
    assertEachOnce(device, 400);
    awaitHealthy();
    client.disconnect();
  }

  @Test
  void whenKafkaIsKilledUnderTheStreamNothingIsLost() throws Exception {
    DeviceId device = stack.device(Category.HEART_RATE);
    MqttClient client = stack.connected(device);
    try (Background publishing = new Background(() -> publishAll(client, device, 0, 2_000))) {
      await().atMost(LiveStack.PATIENCE).until(() -> stack.readings(device).size() > 100);
      kafka.server().process().kill();
      kafka.server().process().start(Duration.ofMinutes(2));
      publishing.join();
    }
    assertEachOnce(device, 2_000);
    awaitHealthy();
    client.disconnect();
  }

  @Test
  void whenTheBrokerIsKilledUnderTheStreamWhatItAcknowledgedIsNotLost() throws Exception {
    DeviceId device = stack.device(Category.HEART_RATE);
    MqttClient client = stack.connected(device);
    publishAll(client, device, 0, 500);
    mqtt.server().process().kill();
    mqtt.server().process().start(Duration.ofMinutes(2));
    assertEachOnce(device, 500);
    awaitHealthy();
    client.close();
  }

  @Test
  void stoppedUnderTheStreamItFinishesWhatItTookAndTheNextGoesOn() throws Exception {
    DeviceId device = stack.device(Category.HEART_RATE);
    MqttClient client = stack.connected(device);
    try (Background publishing = new Background(() -> publishAll(client, device, 0, 2_000))) {
      await().atMost(LiveStack.PATIENCE).until(() -> stack.readings(device).size() > 100);
      double failed = metric("readings_failed_total");
      gateway.close();
      assertThat(metric("readings_in_flight")).isZero();
      assertThat(metric("readings_failed_total")).isEqualTo(failed);
      gateway = Gateway.start(GatewayConfig.of(stack.environment()), Clock.systemUTC());
      publishing.join();
    }
    assertEachOnce(device, 2_000);
    awaitHealthy();
    client.disconnect();
  }

  /**
   * Each sequence number is there, those there twice are the same reading by id, and they stand in
   * the order in which they reached the gateway. The broker itself may bring what was on its way
   * when a connection ended after younger messages.
   */
  private static void assertEachOnce(DeviceId device, int count) {
    Set<Long> expected =
        IntStream.range(0, count).asLongStream().boxed().collect(Collectors.toSet());
    await()
        .atMost(LiveStack.PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () ->
                assertThat(
                        stack.readings(device).stream()
                            .map(Reading::sequence)
                            .collect(Collectors.toSet()))
                    .isEqualTo(expected));
    List<Reading> kept = stack.readings(device);
    assertThat(kept.stream().map(Reading::id).collect(Collectors.toSet())).hasSize(count);
    assertThat(kept).extracting(Reading::received).isSorted();
  }

  private static void publishAll(MqttClient client, DeviceId device, int from, int to) {
    for (int seq = from; seq < to; seq++) {
      LiveStack.publish(
          client,
          device,
          "{\"ts\":" + (1772433670000L + seq) + ",\"seq\":" + seq + ",\"values\":{\"hr\":72}}");
    }
  }

  private static void awaitHealthy() {
    await()
        .atMost(LiveStack.PATIENCE)
        .untilAsserted(
            () -> assertThat(gateway.health().values()).allMatch(problem -> problem.isEmpty()));
  }

  private static double metric(String name) {
    return gateway
        .metrics()
        .lines()
        .filter(line -> line.startsWith("vigie_gateway_" + name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + gateway.managementPort() + path))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  /** Something that goes on meanwhile. */
  private static final class Background implements AutoCloseable {
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Future<?> work;

    Background(Runnable work) {
      this.work = thread.submit(work);
    }

    void join() throws Exception {
      work.get(LiveStack.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void close() {
      thread.shutdownNow();
    }
  }
}
