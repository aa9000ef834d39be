package vigie.api.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.Topics;
import vigie.api.ApiClient;
import vigie.api.ApiExtension;
import vigie.api.TopicReader;
import vigie.api.outbox.KafkaPublisher;
import vigie.codec.Codecs;
import vigie.device.DeviceBinding;
import vigie.device.DeviceStatus;
import vigie.device.FormerBinding;
import vigie.local.junit.MqttExtension;
import vigie.reading.DeviceId;
import vigie.reading.PatientId;

/** What a patient decides about a device, as the real broker and the stream hear of it. */
class DeviceLifeIT {
  @RegisterExtension static final ApiExtension api = new ApiExtension();
  @RegisterExtension static final MqttExtension mqtt = new MqttExtension();

  /** The promise (C-36). */
  private static final Duration SOON = Duration.ofSeconds(5);

  private final ApiClient.SignedIn patient = api.operator().person("PATIENT");
  private final String device = "watch-" + UUID.randomUUID();
  private final String path = devices(patient) + "/" + device;

  @Test
  @Tag("C-36")
  void aRevokedDevicesSessionIsCutWithinFiveSeconds(TestReporter reporter) throws Exception {
    String secret = bind(patient);
    try (MqttSession session = MqttSession.openOnceKnown(mqtt.url(), device, device, secret)) {
      long began = System.nanoTime();
      assertThat(patient.client().delete(path).status()).isEqualTo(204);
      assertThat(session.awaitEnd(SOON)).as("session ended within %s", SOON).isTrue();
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      reporter.publishEntry("millis from revocation to cut", Long.toString(took.toMillis()));
    }
    assertRefused(secret);
  }

  @Test
  void aRotatedDeviceSignsInWithEitherSecretUntilTheOldOneIsEnded() throws Exception {
    String old = bind(patient);
    try (MqttSession before = MqttSession.openOnceKnown(mqtt.url(), device, "a-" + device, old)) {
      ApiClient.Answer rotated = patient.client().post(path + "/credential", Map.of());
      assertThat(rotated.status()).as(rotated.text()).isEqualTo(201);
      String fresh = rotated.body().get("secret").asText();
      assertThat(Instant.parse(rotated.body().get("previousUntil").asText()))
          .isBetween(
              Instant.now().plus(Duration.ofHours(23)), Instant.now().plus(Duration.ofHours(25)));

      try (MqttSession after = MqttSession.openOnceKnown(mqtt.url(), device, "b-" + device, fresh);
          MqttSession again = MqttSession.open(mqtt.url(), device, "c-" + device, old)) {
        assertThat(after.connected()).isTrue();
        assertThat(again.connected()).isTrue();
      }
      assertThat(before.connected()).as("rotating cuts nothing").isTrue();

      assertThat(patient.client().delete(path + "/credential/previous").status()).isEqualTo(204);
      assertThat(before.awaitEnd(SOON)).as("the old secret's session ended").isTrue();
      assertRefused(old);
      MqttSession.open(mqtt.url(), device, device, fresh).close();
    }
    assertThat(patient.client().delete(path + "/credential/previous").status()).isEqualTo(404);
  }

  @Test
  void onlyThePatientRotates() {
    bind(patient);
    ApiClient.SignedIn other = api.operator().person("PATIENT");
    assertThat(other.client().post(path + "/credential", Map.of()).status()).isEqualTo(403);
    String elsewhere = devices(other) + "/" + device;
    assertThat(other.client().post(elsewhere + "/credential", Map.of()).status()).isEqualTo(404);
    assertThat(other.client().delete(elsewhere + "/credential/previous").status()).isEqualTo(404);
  }

  @Test
  @Tag("C-20")
  void theStreamKnowsWhoseADeviceWasAndEachPatientOnlyTheirOwnTime() {
    ApiClient.SignedIn next = api.operator().person("PATIENT");
    patient.client().put("/patients/" + patient.id() + "/consents/HEART_RATE", Map.of());
    bind(patient);
    // Renewing a secret ends no time.
    bind(patient);
    Instant since = Instant.parse(only(patient).get("since").asText());
    assertThat(since).isBefore(Instant.now().minus(Duration.ofMinutes(9)));
    patient.client().delete(path);
    Map<String, String> request = Map.of("kind", "watch", "since", "2001-01-01T00:00:00Z");
    assertThat(next.client().put(devices(next) + "/" + device, request).status()).isEqualTo(201);

    DeviceBinding told = told(next);
    assertThat(told.former()).hasSize(1);
    FormerBinding former = told.former().get(0);
    assertThat(former.patient()).isEqualTo(new PatientId(patient.id()));
    assertThat(former.since().toEpochMilli()).isEqualTo(since.toEpochMilli());
    assertThat(told.since()).as("no time of another's is claimed").isEqualTo(former.until());

    assertThat(patient.client().get(devices(patient)).body()).isEmpty();
    assertThat(patient.client().get(devices(patient) + "/history").body())
        .isNotEmpty()
        .allMatch(period -> !period.get("until").isNull());
    assertThat(next.client().get(devices(next) + "/history").body())
        .hasSize(1)
        .allMatch(period -> period.get("until").isNull());
  }

  @Test
  @Tag("C-74")
  void whoHasWithdrawnEveryConsentFallsOutOfTheHistory() {
    ApiClient.SignedIn next = api.operator().person("PATIENT");
    String consent = "/patients/" + patient.id() + "/consents/HEART_RATE";
    patient.client().put(consent, Map.of());
    bind(patient);
    patient.client().delete(path);
    patient.client().delete(consent);
    next.client().put(devices(next) + "/" + device, Map.of("kind", "watch"));

    assertThat(told(next).former()).isEmpty();
  }

  @Test
  void whatADeviceLastSaidOfItselfIsShownToItsPatientOnly() {
    bind(patient);
    assertThat(only(patient).get("state").isNull()).isTrue();
    Instant now = Instant.parse("2026-03-02T07:41:10Z");
    DeviceStatus status =
        new DeviceStatus(
            new DeviceId(device),
            new PatientId(patient.id()),
            DeviceStatus.State.OFF_WRIST,
            87,
            now,
            now);
    api.context()
        .getBean(KafkaPublisher.class)
        .send(Topics.DEVICE_STATUS, device, Codecs.DEVICE_STATUS.encode(status))
        .join();
    Awaitility.await()
        .untilAsserted(
            () -> {
              JsonNode shown = only(patient);
              assertThat(shown.get("state").asText()).isEqualTo("OFF_WRIST");
              assertThat(shown.get("battery").asInt()).isEqualTo(87);
              assertThat(shown.get("lastSeen").asText()).isEqualTo("2026-03-02T07:41:10Z");
            });
    patient.client().delete(path);
    ApiClient.SignedIn next = api.operator().person("PATIENT");
    next.client().put(devices(next) + "/" + device, Map.of("kind", "watch"));
    assertThat(only(next).get("state").isNull()).isTrue();
  }

  @Test
  @Tag("C-95")
  void whoMadeADeviceIsSaidOnceAndStaysWhenItsSecretIsRenewed() {
    assertThat(put(Map.of("kind", "watch")).status()).isEqualTo(201);
    assertThat(only(patient).get("manufacturer").isNull()).isTrue();

    put(Map.of("kind", "watch", "manufacturer", " Horloges Réunies ", "model", "W 2"));
    assertThat(supplier(only(patient))).isEqualTo("Horloges Réunies, W 2");
    bind(patient);
    assertThat(supplier(only(patient))).isEqualTo("Horloges Réunies, W 2");
    put(Map.of("kind", "watch", "manufacturer", "Another"));
    assertThat(supplier(only(patient))).isEqualTo("Another, null");

    patient.client().delete(path);
    JsonNode history = patient.client().get(devices(patient) + "/history").body();
    assertThat(supplier(history.get(0))).isEqualTo("Another, null");
    assertThat(supplier(history.get(1))).isEqualTo("Horloges Réunies, W 2");
    assertThat(supplier(history.get(history.size() - 1))).isEqualTo("null, null");
  }

  @Test
  void whatOneOwnerSaidOfADeviceIsNotTheNextOnes() {
    put(Map.of("kind", "watch", "manufacturer", "Horloges Réunies"));
    patient.client().delete(path);
    ApiClient.SignedIn next = api.operator().person("PATIENT");
    next.client().put(devices(next) + "/" + device, Map.of("kind", "watch"));

    assertThat(supplier(only(next))).isEqualTo("null, null");
  }

  @ParameterizedTest
  @ValueSource(strings = {"kind", "manufacturer", "model"})
  void wordsOfADeviceAreNeitherBlankNorLong(String field) {
    for (String text : List.of(" ", "x".repeat(101))) {
      Map<String, String> request = new HashMap<>(Map.of("kind", "watch"));
      request.put(field, text);
      ApiClient.Answer answer = put(request);
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.text()).contains(field);
    }
  }

  @Test
  void aBindingThatBeginsInTheFutureIsRefused() {
    Map<String, String> request =
        Map.of("kind", "watch", "since", Instant.now().plusSeconds(60).toString());
    assertThat(patient.client().put(path, request).status()).isEqualTo(422);
  }

  private ApiClient.Answer put(Map<String, String> request) {
    return patient.client().put(path, request);
  }

  private static String supplier(JsonNode device) {
    return device.get("manufacturer").asText() + ", " + device.get("model").asText();
  }

  private String bind(ApiClient.SignedIn owner) {
    ApiClient.Answer bound = owner.client().put(path, Map.of("kind", "watch"));
    assertThat(bound.status()).as(bound.text()).isEqualTo(201);
    return bound.body().get("secret").asText();
  }

  private DeviceBinding told(ApiClient.SignedIn owner) {
    try (TopicReader records = new TopicReader(api.kafka().bootstrapServers(), Topics.DEVICE)) {
      return Awaitility.await()
          .until(
              () ->
                  Optional.ofNullable(records.newest().get(device))
                      .map(Codecs.DEVICE::decode)
                      .filter(binding -> binding.patient().value().equals(owner.id())),
              Optional::isPresent)
          .orElseThrow();
    }
  }

  private void assertRefused(String secret) {
    assertThatThrownBy(() -> MqttSession.open(mqtt.url(), device, device, secret))
        .isInstanceOf(MqttException.class);
  }

  private static JsonNode only(ApiClient.SignedIn owner) {
    JsonNode devices = owner.client().get(devices(owner)).body();
    assertThat(devices).hasSize(1);
    return devices.get(0);
  }

  private static String devices(ApiClient.SignedIn owner) {
    return "/patients/" + owner.id() + "/devices";
  }
}
