package vigie.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.Topics;
import vigie.api.store.JdbcDatabase;
import vigie.codec.Codecs;
import vigie.patient.PatientProfile;
import vigie.reading.Category;

/** Consent by category and source: its record, and what it means for intake, store and stream. */
class ConsentIT {
  @RegisterExtension static final ApiExtension api = new ApiExtension();

  private static final byte[] NOTHING = {};
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final String HEART_RATE = "{\"ts\":1772433670000,\"values\":{\"hr\":66}}";

  private ApiClient.SignedIn patient;
  private ApiClient.SignedIn physician;

  @BeforeEach
  void enrol() {
    patient = api.operator().person("PATIENT");
    physician = api.operator().person("PHYSICIAN");
    done(patient.client().put(own("/care-team"), Map.of("treatingPhysician", physician.id())));
  }

  @Test
  @Tag("C-35")
  void howConsentWasGivenAndWithdrawnStaysOnRecord() throws Exception {
    Map<String, String> onPaper = Map.of("language", "fr", "channel", "PAPER");
    done(patient.client().put(own("/consents/SLEEP?source=ring-1"), onPaper));
    done(patient.client().delete(own("/consents/SLEEP?source=ring-1&language=fr")));

    JsonNode history = patient.client().get(own("/consents/SLEEP")).body();
    assertThat(history.get("given").asBoolean()).isFalse();
    JsonNode given = history.get("history").get(0);
    assertThat(given.get("source").asText()).isEqualTo("ring-1");
    assertThat(given.get("channel").asText()).isEqualTo("PAPER");
    assertThat(given.get("language").asText()).isEqualTo("fr");
    assertThat(given.get("by").asText()).isEqualTo(patient.id().toString());
    assertThat(given.get("onBehalf").asBoolean()).isFalse();
    assertThat(Instant.parse(given.get("since").asText())).isBefore(Instant.now().plusSeconds(1));
    assertThat(given.get("textVersion").asText()).isEqualTo("1");
    assertThat(given.get("textHash").asText()).isEqualTo(sha256("/vigie/consent/1.fr.txt"));
    JsonNode withdrawn = history.get("history").get(1);
    assertThat(withdrawn.get("given").asBoolean()).isFalse();
    assertThat(withdrawn.get("source").asText()).isEqualTo("ring-1");
  }

  @Test
  @Tag("C-35")
  void aRepresentativeConsentsOnBehalf() {
    ApiClient.SignedIn parent = api.operator().person("REPRESENTATIVE");
    done(
        patient
            .client()
            .put(
                own("/mandates/" + parent.id()),
                Map.of(
                    "scopes",
                    List.of("READ", "RIGHTS"),
                    "basis",
                    "SIGNED_MANDATE",
                    "proof",
                    "deed 1",
                    "until",
                    "2099-01-01T00:00:00Z")));
    ApiClient.Answer answer =
        parent.client().put(own("/consents/SLEEP"), Map.of("channel", "IN_PERSON"));

    assertThat(answer.body().get("onBehalf").asBoolean()).isTrue();
    assertThat(answer.body().get("by").asText()).isEqualTo(parent.id().toString());
    assertThat(answer.body().get("channel").asText()).isEqualTo("IN_PERSON");
  }

  @Test
  @Tag("C-35")
  void noRowOfTheRecordCanBeChangedOrRemoved() {
    done(patient.client().put(own("/consents/SLEEP"), Map.of()));
    for (String change : List.of("DELETE FROM consent", "UPDATE consent SET given = false")) {
      assertThat(
              catchThrowable(
                  () ->
                      store()
                          .inTransaction(
                              connection ->
                                  JdbcDatabase.update(
                                      connection, change, JdbcDatabase.Parameters.NONE))))
          .as(change)
          .hasStackTraceContaining("append-only");
    }
  }

  @Test
  void whatIsNoConsentIsRefused() {
    for (Map.Entry<String, Map<String, String>> wrong :
        Map.of(
                "/consents/SLEEP?source=A%20ring",
                Map.<String, String>of(),
                "/consents/SLEEP",
                Map.of("channel", "PROGRAM"),
                "/consents/HEART_RATE",
                Map.of("language", "xx"))
            .entrySet()) {
      assertThat(patient.client().put(own(wrong.getKey()), wrong.getValue()).status())
          .as(wrong.getKey())
          .isEqualTo(422);
    }
  }

  @Test
  @Tag("C-34")
  @Tag("C-74")
  void aReadingOfASourceWithoutConsentIsRefusedAndLeavesNoBytes() {
    String watch = bind("watch-");
    String strap = bind("strap-");
    done(patient.client().put(own("/consents/HEART_RATE?source=" + name(watch)), Map.of()));

    assertThat(sent(watch).status()).isEqualTo(200);
    ApiClient.Answer refused = sent(strap);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text()).contains("NO_CONSENT");

    done(patient.client().put(own("/consents/HEART_RATE"), Map.of()));
    assertThat(sent(strap).status()).isEqualTo(200);
    done(patient.client().delete(own("/consents/HEART_RATE?source=" + name(strap))));
    assertThat(sent(strap).status()).isEqualTo(422);
    assertThat(sent(watch).status()).isEqualTo(200);
    Awaitility.await()
        .untilAsserted(
            () -> {
              JsonNode rejected = patient.client().get(own("/rejected")).body();
              assertThat(rejected.toString()).contains("NO_CONSENT").doesNotContain("\"hr\"");
            });
  }

  @Test
  @Tag("C-74")
  void whatASourceMeasuredBeforeIsShownToThePatientAlone() {
    done(patient.client().put(own("/consents/HEART_RATE"), Map.of()));
    for (int minute = 0; minute < 4; minute++) {
      Instant at = NOON.plus(Duration.ofMinutes(minute));
      StoredData.reading(api, patient.id(), "heart-rate", at, 80 + minute);
    }
    StoredData.rollups(api, patient.id());
    UUID alert =
        StoredData.alert(api, patient.id(), "heart-rate", "heart-rate-high", NOON.plusSeconds(90));
    String hours = "/timeline?from=2026-03-02T00:00:00Z&to=2026-03-03T00:00:00Z&resolution=1h";
    assertThat(physician.client().get(own(hours)).text()).contains("heart-rate");

    // Somebody else's strap changes nothing.
    done(patient.client().delete(own("/consents/HEART_RATE?source=strap-2")));
    assertThat(physician.client().get(own("/latest")).text()).contains("heart-rate");
    assertThat(physician.client().get(own(hours)).text()).contains("\"count\":4");
    done(patient.client().delete(own("/consents/HEART_RATE?source=strap-1")));

    for (String route : List.of("/latest", hours, "/alerts")) {
      assertThat(physician.client().get(own(route)).text())
          .as(route)
          .doesNotContain("\"metric\":\"heart-rate\"");
      assertThat(patient.client().get(own(route)).text())
          .as(route)
          .contains("\"metric\":\"heart-rate\"");
    }
    assertThat(physician.client().get("/alerts/" + alert).status()).isEqualTo(403);
    done(patient.client().put(own("/consents/HEART_RATE"), Map.of()));
    assertThat(physician.client().get(own("/latest")).text()).contains("heart-rate");
  }

  @Test
  @Tag("C-74")
  void theStreamIsToldOfWhichSources() {
    try (TopicReader topic = new TopicReader(api.kafka().bootstrapServers(), Topics.PATIENT)) {
      done(patient.client().put(own("/consents/SLEEP"), Map.of()));
      done(patient.client().delete(own("/consents/SLEEP?source=ring-1")));
      done(patient.client().put(own("/consents/HEART_RATE?source=strap-1"), Map.of()));
      Awaitility.await()
          .untilAsserted(
              () -> {
                byte[] record = topic.newest().getOrDefault(patient.id().toString(), NOTHING);
                assertThat(record).isNotEmpty();
                PatientProfile profile = Codecs.PATIENT.decode(record);
                assertThat(profile.consentsTo(Category.SLEEP, "ring-1")).isFalse();
                assertThat(profile.consentsTo(Category.SLEEP, "ring-2")).isTrue();
                assertThat(profile.consentsTo(Category.HEART_RATE, "strap-1")).isTrue();
                assertThat(profile.consentsTo(Category.HEART_RATE, "strap-2")).isFalse();
              });
    }
  }

  @Test
  @Tag("C-48")
  void aCareTeamSeesNothingBeforeThePatientAcceptedItsWording() throws Exception {
    ApiClient.SignedIn nurse = api.operator().professional("NURSE", "HOSPITAL", "750000020");
    done(patient.client().put(own("/consents/HEART_RATE"), Map.of()));
    StoredData.reading(api, patient.id(), "heart-rate", NOON, 80);
    ApiClient.Answer proposed =
        nurse
            .client()
            .post(
                own("/episodes"),
                Map.of(
                    "name",
                    "hip",
                    "members",
                    List.of(nurse.id()),
                    "until",
                    "2099-01-01T00:00:00Z"));
    done(proposed);
    String acceptance = own("/episodes/" + proposed.body().get("id").asText() + "/acceptance");
    assertThat(nurse.client().get(own("/latest")).status()).isEqualTo(403);

    Map<String, Object> old = Map.of("categories", List.of("ALL"), "textVersion", "0");
    assertThat(patient.client().put(acceptance, old).status()).isEqualTo(422);
    assertThat(nurse.client().get(own("/latest")).status()).isEqualTo(403);

    done(
        patient
            .client()
            .put(
                acceptance,
                Map.of("categories", List.of("ALL"), "textVersion", "1", "language", "fr")));
    assertThat(nurse.client().get(own("/latest")).text()).contains("heart-rate");
    JsonNode episode = patient.client().get(own("/episodes")).body().get(0);
    assertThat(episode.get("textVersion").asText()).isEqualTo("1");
    assertThat(episode.get("textHash").asText()).isEqualTo(sha256("/vigie/consent/team-1.fr.txt"));
  }

  private static String sha256(String resource) throws Exception {
    try (InputStream in = Objects.requireNonNull(ConsentIT.class.getResourceAsStream(resource))) {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(in.readAllBytes()));
    }
  }

  private static JdbcDatabase store() {
    return api.context().getBean(JdbcDatabase.class);
  }

  private String own(String path) {
    return "/patients/" + patient.id() + path;
  }

  /** Binds a device; gives its name and secret. */
  private String bind(String begin) {
    String device = begin + patient.id();
    ApiClient.Answer bound =
        patient
            .client()
            .put(
                own("/devices/" + device),
                Map.of("kind", "strap", "since", "2026-01-01T00:00:00Z"));
    done(bound);
    return device + " " + bound.body().get("secret").asText();
  }

  private static String name(String device) {
    return device.split(" ", -1)[0];
  }

  private ApiClient.Answer sent(String device) {
    return api.client()
        .sendReadings(
            "/devices/" + name(device) + "/readings",
            "application/json",
            HEART_RATE.getBytes(StandardCharsets.UTF_8),
            name(device),
            device.split(" ", -1)[1]);
  }

  private static void done(ApiClient.Answer answer) {
    assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
  }
}
