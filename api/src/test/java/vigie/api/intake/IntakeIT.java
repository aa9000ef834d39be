package vigie.api.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.Topics;
import vigie.api.ApiClient;
import vigie.api.ApiExtension;
import vigie.api.TopicReader;
import vigie.codec.Codecs;
import vigie.intake.Intake;
import vigie.intake.decode.PayloadFormats;
import vigie.reading.Category;
import vigie.reading.Reading;
import vigie.reading.RejectedReading;
import vigie.reading.RejectionReason;

/** Readings over HTTP, from a device's request to the topic. */
class IntakeIT {
  @RegisterExtension static final ApiExtension api = new ApiExtension();

  private static final Path EXAMPLES = Path.of("..", "intake", "src/test/resources/payloads");
  private static final String HEART_RATE = "{\"ts\":1772433670000,\"values\":{\"hr\":66}}";
  private static final String JSON = "application/json";

  private ApiClient.SignedIn patient;
  private TopicReader readings;
  private TopicReader rejected;

  @BeforeEach
  void enrol() {
    patient = api.operator().person("PATIENT");
    consent("HEART_RATE");
    readings = new TopicReader(api.kafka(), Topics.READING);
    rejected = new TopicReader(api.kafka(), Topics.REJECTED);
  }

  @AfterEach
  void close() {
    readings.close();
    rejected.close();
  }

  @Test
  void theExamplesOfEveryFormatBecomeReadingsOnTheTopic() throws IOException {
    EnumSet.allOf(Category.class).forEach(category -> consent(category.name()));
    // The devices that the examples of some formats name.
    Stream.of("oximeter-51c0", "cuff-07a1", "a4c13822aabb").forEach(name -> bind(name, "device"));
    String secret = bind("watch-01", "gateway");
    int accepted = 0;

    for (String format : api.context().getBean(PayloadFormats.class).words()) {
      for (Path file : examples(format)) {
        ApiClient.Answer answer =
            post(
                "watch-01",
                "",
                "application/vnd.vigie." + format + "+json",
                Files.readAllBytes(file),
                secret);
        assertThat(answer.status()).as(file + " " + answer.text()).isEqualTo(200);
        assertThat(answer.body().get("accepted").asInt()).as(file.toString()).isPositive();
        accepted += answer.body().get("accepted").asInt();
      }
    }

    int expected = accepted;
    Awaitility.await().untilAsserted(() -> assertThat(kept()).hasSize(expected));
  }

  @Test
  void theParameterNamesTheFormatWhereTheContentTypeDoesNot() {
    String device = device();
    String secret = bind(device, "strap");
    String pack = "[{\"n\":\"hr\",\"u\":\"beat/min\",\"bt\":1772433670,\"v\":72}]";

    assertThat(post(device, "?format=senml", JSON, bytes(pack), secret).status()).isEqualTo(200);
    assertThat(post(device, "", JSON, bytes(pack), secret).status()).isEqualTo(422);
    assertThat(post(device, "", "application/senml+json", bytes(pack), secret).status())
        .isEqualTo(200);
    assertThat(post(device, "?format=morse", JSON, bytes(pack), secret).status()).isEqualTo(415);
    assertThat(post(device, "", "image/png", bytes(pack), secret).status()).isEqualTo(415);
  }

  @Test
  @Tag("C-09")
  void theAppsHeaderSaysOverWhatTimeItsSaturationsAre() {
    consent("OXYGEN_SATURATION");
    String device = device();
    String secret = bind(device, "phone");
    String sample = "{\"date\":\"2026-03-02 07:30:00 +0100\",\"qty\":96}";
    String export =
        "{\"data\":{\"metrics\":[{\"name\":\"blood_oxygen_saturation\",\"units\":\"%\",\"data\":["
            + sample
            + "]}]}}";

    Map<String, String> headers = Map.of("Content-Type", JSON, "automation-aggregation", "Minutes");
    ApiClient.Answer answer =
        api.client()
            .sendReadings(
                "/devices/" + device + "/readings?format=hae",
                headers,
                bytes(export),
                device,
                secret);

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(kept())
                    .extracting(Reading::effectiveEnd)
                    .containsExactly(Instant.parse("2026-03-02T06:31:00Z")));
  }

  @Test
  void whatThePatientDidNotConsentToIsRefusedAndItsNeighboursAreTaken() {
    String device = device();
    String secret = bind(device, "strap");

    ApiClient.Answer answer =
        post(
            device,
            "",
            JSON,
            bytes("{\"ts\":1772433670000,\"values\":{\"hr\":66,\"spo2\":97}}"),
            secret);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.contentType()).startsWith("application/problem+json");
    assertThat(answer.body().get("code").asText()).isEqualTo("REJECTED");
    assertThat(answer.body().get("accepted").asInt()).isEqualTo(1);
    assertThat(answer.body().get("rejections")).hasSize(1);
    assertThat(answer.body().get("rejections").get(0).get("reason").asText())
        .isEqualTo("NO_CONSENT");
    assertThat(answer.body().get("rejections").get(0).get("path").asText()).contains("spo2");
    Awaitility.await()
        .untilAsserted(
            () -> {
              assertThat(kept()).hasSize(1);
              RejectedReading refused = refusedOf(device).get(0);
              assertThat(refused.reason()).isEqualTo(RejectionReason.NO_CONSENT);
              assertThat(refused.topic()).isEqualTo("POST /devices/{device}/readings?format=json");
              assertThat(refused.payload()).isEmpty();
            });
  }

  @Test
  void aWrongSecretAndARevokedDeviceAreNotLetIn() {
    String device = device();
    String secret = bind(device, "strap");

    assertThat(post(device, "", JSON, bytes(HEART_RATE), secret + "x").status()).isEqualTo(401);
    assertThat(post("nobody-" + device, "", JSON, bytes(HEART_RATE), secret).status())
        .isEqualTo(401);
    patient.client().delete("/patients/" + patient.id() + "/devices/" + device);

    ApiClient.Answer revoked = post(device, "", JSON, bytes(HEART_RATE), secret);
    assertThat(revoked.status()).isEqualTo(401);
    assertThat(revoked.body().get("detail").asText()).startsWith("REVOKED_DEVICE");
  }

  @Test
  void aDeviceSendsUnderItsOwnNameAndDoesNothingElse() {
    String device = device();
    String secret = bind(device, "strap");
    String other = device();
    bind(other, "strap");
    ApiClient client = api.client();

    ApiClient.Answer foreign =
        client.sendReadings(
            "/devices/" + other + "/readings", JSON, bytes(HEART_RATE), device, secret);
    ApiClient.Answer person =
        client.sendReadings("/people", JSON, bytes("{\"username\":\"x\"}"), device, secret);

    assertThat(foreign.status()).isEqualTo(403);
    assertThat(foreign.body().get("detail").asText()).startsWith("NOT_THE_DEVICE");
    assertThat(person.status()).isIn(400, 403);
    assertThat(
            client
                .sendReadings(
                    "/alerts/" + UUID.randomUUID() + "/acknowledgement",
                    JSON,
                    bytes("{}"),
                    device,
                    secret)
                .status())
        .isEqualTo(403);
  }

  @Test
  void aDeviceNamedLikeAPersonIsNotThatPerson() {
    String name = patient.id().toString();
    String secret = bind(name, "strap");

    ApiClient.Answer answer =
        api.client()
            .sendReadings(
                "/alerts/" + UUID.randomUUID() + "/acknowledgement",
                JSON,
                bytes("{}"),
                name,
                secret);

    assertThat(answer.body().get("detail").asText()).startsWith("DEVICE_ONLY_SENDS");
  }

  @Test
  void thePatientSendsForAnOwnDeviceUntilItIsRevokedAndNobodyElseDoes() {
    String device = device();
    bind(device, "strap");
    String path = "/devices/" + device + "/readings";
    ApiClient.SignedIn other = api.operator().person("PATIENT");

    assertThat(patient.client().sendReadings(path, JSON, bytes(HEART_RATE), null, "").status())
        .isEqualTo(200);
    assertThat(other.client().sendReadings(path, JSON, bytes(HEART_RATE), null, "").status())
        .isEqualTo(403);
    assertThat(patient.client().get("/patients/" + patient.id() + "/audit").text())
        .contains("SEND_READINGS");

    patient.client().delete("/patients/" + patient.id() + "/devices/" + device);
    ApiClient.Answer revoked =
        patient.client().sendReadings(path, JSON, bytes(HEART_RATE), null, "");
    assertThat(revoked.status()).isEqualTo(422);
    assertThat(revoked.text()).contains("REVOKED_DEVICE");
  }

  @Test
  void aDryRunSaysWhatWouldBeAndKeepsNothing() {
    String device = device();
    String secret = bind(device, "thermometer");
    consent("TEMPERATURE");

    ApiClient.Answer answer =
        post(
            device,
            "?dryRun=true",
            JSON,
            bytes("{\"ts\":1772433670000,\"values\":{\"temp_f\":98.6,\"spo2\":97}}"),
            secret);

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.body().get("accepted")).hasSize(1);
    assertThat(answer.body().get("accepted").get(0).get("value").asDouble()).isEqualTo(37.0);
    assertThat(answer.body().get("accepted").get(0).get("unit").asText()).isEqualTo("Cel");
    assertThat(answer.body().get("accepted").get(0).get("effective").asText())
        .isEqualTo("2026-03-02T06:41:10Z");
    assertThat(answer.body().get("rejections").get(0).get("reason").asText())
        .isEqualTo("NO_CONSENT");
    // What is sent next is the first that the topic has of this patient.
    post(device, "", JSON, bytes(HEART_RATE), secret);
    Awaitility.await().untilAsserted(() -> assertThat(kept()).hasSize(1));
    assertThat(kept().get(0).metric().id()).isEqualTo("heart-rate");
    assertThat(refusedOf(device)).isEmpty();
  }

  @Test
  void aMessageAboveTheLimitIsTooLarge() {
    String device = device();
    String secret = bind(device, "strap");

    assertThat(post(device, "", JSON, new byte[Intake.PAYLOAD_BYTES_DEFAULT + 1], secret).status())
        .isEqualTo(413);
  }

  @Test
  void whileKafkaStandsStillNothingIsConfirmedAndTheRepeatIsOneReading() {
    String device = device();
    String secret = bind(device, "strap");
    assertThat(post(device, "", JSON, bytes(HEART_RATE), secret).status()).isEqualTo(200);
    String later = HEART_RATE.replace("1772433670000", "1772433671000");

    api.kafka().server().process().pause();
    ApiClient.Answer unavailable;
    try {
      unavailable = post(device, "", JSON, bytes(later), secret);
    } finally {
      api.kafka().server().process().resume();
    }
    assertThat(unavailable.status()).isEqualTo(503);
    assertThat(unavailable.body().get("kind").asText()).isEqualTo("RESOURCES");

    Awaitility.await()
        .untilAsserted(
            () -> assertThat(post(device, "", JSON, bytes(later), secret).status()).isEqualTo(200));
    Awaitility.await()
        .untilAsserted(() -> assertThat(kept().stream().map(Reading::id).distinct()).hasSize(2));
  }

  private ApiClient.Answer post(
      String device, String query, String contentType, byte[] payload, String secret) {
    return api.client()
        .sendReadings(
            "/devices/" + device + "/readings" + query, contentType, payload, device, secret);
  }

  private List<Reading> kept() {
    return readings.values().stream()
        .map(Codecs.READING::decode)
        .filter(reading -> reading.patient().value().equals(patient.id()))
        .toList();
  }

  private List<RejectedReading> refusedOf(String device) {
    return rejected.values().stream()
        .map(Codecs.REJECTED::decode)
        .filter(refused -> refused.device().equals(device))
        .toList();
  }

  private void consent(String category) {
    patient.client().put("/patients/" + patient.id() + "/consents/" + category, Map.of());
  }

  private String bind(String device, String kind) {
    return patient
        .client()
        .put(
            "/patients/" + patient.id() + "/devices/" + device,
            Map.of("kind", kind, "since", "2026-01-01T00:00:00Z"))
        .body()
        .get("secret")
        .asText();
  }

  private static String device() {
    return "strap-" + UUID.randomUUID();
  }

  private static List<Path> examples(String format) throws IOException {
    try (Stream<Path> files = Files.list(EXAMPLES.resolve(format).resolve("v1/shouldPass"))) {
      return files.sorted().toList();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
