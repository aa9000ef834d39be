package vigie.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.Topics;
import vigie.alert.RuleCatalogue;
import vigie.api.store.JdbcDatabase;
import vigie.codec.Codecs;
import vigie.device.DeviceBinding;
import vigie.patient.PatientProfile;
import vigie.reading.Category;

/** What is decided here reaches the stream. */
class OutboxIT {
  @RegisterExtension static final ApiExtension api = new ApiExtension();

  private static final byte[] NOTHING = {};

  @Test
  @Tag("C-36")
  void aPatientsDecisionsReachTheStreamInOrder() {
    ApiClient.SignedIn patient = api.operator().person("PATIENT");
    String path = "/patients/" + patient.id();
    patient.client().put(path + "/consents/HEART_RATE", Map.of());
    patient.client().put(path + "/consents/SLEEP", Map.of());
    patient.client().delete(path + "/consents/HEART_RATE");

    try (TopicReader records = reader(Topics.PATIENT)) {
      Awaitility.await()
          .untilAsserted(
              () -> {
                byte[] record = records.newest().getOrDefault(patient.id().toString(), NOTHING);
                assertThat(record).isNotEmpty();
                PatientProfile profile = Codecs.PATIENT.decode(record);
                assertThat(profile.version()).isEqualTo(4);
                assertThat(profile.consents()).containsExactly(Category.SLEEP);
              });
    }
    Awaitility.await().untilAsserted(() -> assertThat(rowsLeft()).isZero());
  }

  @Test
  void aDevicesSecretIsProvedByItsBindingUntilItIsRevoked() {
    ApiClient.SignedIn patient = api.operator().person("PATIENT");
    String device = "cuff-" + UUID.randomUUID();
    String path = "/patients/" + patient.id() + "/devices/" + device;
    String secret =
        patient.client().put(path, Map.of("kind", "cuff")).body().get("secret").asText();

    try (TopicReader records = reader(Topics.DEVICE)) {
      awaitBinding(records, device, true, secret);
      assertThat(patient.client().delete(path).status()).isEqualTo(204);
      awaitBinding(records, device, false, secret);
    }
    ApiClient.SignedIn other = api.operator().person("PATIENT");
    assertThat(
            other
                .client()
                .put("/patients/" + other.id() + "/devices/" + device, Map.of("kind", "cuff"))
                .status())
        .isEqualTo(201);
    assertThat(patient.client().put(path, Map.of("kind", "cuff")).status()).isEqualTo(409);
  }

  @Test
  void theDefaultRulesStandInTheTopic() {
    try (TopicReader records = reader(Topics.RULE)) {
      Awaitility.await()
          .untilAsserted(
              () -> {
                assertThat(records.newest())
                    .containsKeys(
                        RuleCatalogue.defaults().stream()
                            .map(rule -> rule.id())
                            .toArray(String[]::new));
              });
    }
  }

  private static void awaitBinding(
      TopicReader records, String device, boolean active, String secret) {
    Awaitility.await()
        .untilAsserted(
            () -> {
              byte[] record = records.newest().getOrDefault(device, NOTHING);
              assertThat(record).isNotEmpty();
              DeviceBinding binding = Codecs.DEVICE.decode(record);
              assertThat(binding.active()).isEqualTo(active);
              assertThat(binding.credential().matches(secret)).isTrue();
            });
  }

  private static TopicReader reader(String topic) {
    return new TopicReader(api.kafka().bootstrapServers(), topic);
  }

  private static long rowsLeft() {
    return api.context()
        .getBean(JdbcDatabase.class)
        .query("SELECT count(*) FROM outbox", JdbcDatabase.Parameters.NONE, row -> row.getLong(1))
        .get(0);
  }
}
