package vigie.api.rejected;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.Topics;
import vigie.api.ApiClient;
import vigie.api.ApiExtension;
import vigie.api.SaidText;
import vigie.api.TopicReader;
import vigie.api.outbox.KafkaPublisher;
import vigie.codec.Codecs;
import vigie.reading.PatientId;
import vigie.reading.Reading;
import vigie.reading.RejectedReading;
import vigie.reading.RejectionReason;

/** The dead letter, from the topic to those who look for causes. */
class RejectedIT {
  @RegisterExtension static final ApiExtension api = new ApiExtension();

  private static final byte[] TOO_FAST =
      "{\"ts\":1772433670000,\"values\":{\"hr\":7777}}".getBytes(StandardCharsets.UTF_8);
  private static final byte[] GOOD =
      "{\"ts\":1772433670000,\"values\":{\"hr\":66}}".getBytes(StandardCharsets.UTF_8);

  private ApiClient.SignedIn patient;
  private String device;
  private String secret;

  @BeforeEach
  void enrol() {
    patient = api.operator().person("PATIENT");
    device = "strap-" + UUID.randomUUID();
    patient.client().put(path("/consents/HEART_RATE"), Map.of());
    patient.client().put(path("/consents/SLEEP"), Map.of());
    secret =
        patient
            .client()
            .put(
                path("/devices/" + device),
                Map.of("kind", "strap", "since", "2026-01-01T00:00:00Z"))
            .body()
            .get("secret")
            .asText();
  }

  @Test
  @Tag("C-29")
  void theOperatorFindsTheCauseAndNoValueWhilePatientSeesWhatWasSent() {
    send(TOO_FAST);

    JsonNode found = awaitRows(1);

    assertThat(found.get("counts").get("IMPLAUSIBLE").asInt()).isEqualTo(1);
    JsonNode row = found.get("rejected").get(0);
    assertThat(row.get("reason").asText()).isEqualTo("IMPLAUSIBLE");
    assertThat(row.get("source").asText()).contains("format=json");
    assertThat(row.get("path").asText()).contains("hr");
    assertThat(row.get("detail").asText()).startsWith("heart-rate must be");
    assertThat(found.toString()).doesNotContain("payload", patient.id().toString());
    assertThat(SaidText.withoutIdsAndTimes(found.toString())).doesNotContain("7777");

    JsonNode own = patient.client().get(path("/rejected")).body();
    assertThat(own).hasSize(1);
    assertThat(own.get(0).get("payload").asText()).contains("7777");
    assertThat(own.get(0).get("payloadBytes").asInt()).isEqualTo(TOO_FAST.length);
  }

  @Test
  void aSelectionIsByDeviceReasonAndTime() {
    send(TOO_FAST);
    awaitRows(1);

    assertThat(operatorFinds("&reason=MALFORMED").get("rejected")).isEmpty();
    assertThat(operatorFinds("&reason=IMPLAUSIBLE").get("rejected")).hasSize(1);
    assertThat(operatorFinds("&to=" + Instant.now().minusSeconds(3600)).get("rejected")).isEmpty();
    assertThat(operatorFinds("&from=" + Instant.now().minusSeconds(3600)).get("rejected"))
        .hasSize(1);
    assertThat(api.operator().get("/rejected?limit=0").status()).isEqualTo(422);
    assertThat(api.operator().get("/rejected?reason=BOREDOM").status()).isEqualTo(400);
  }

  @Test
  void aWithdrawalTakesAllBytesAndWordsOfThatPatient() {
    send(TOO_FAST);
    awaitRows(1);

    patient.client().delete(path("/consents/SLEEP"));

    JsonNode own = patient.client().get(path("/rejected")).body();
    assertThat(own.get(0).get("payload").asText()).isEmpty();
    assertThat(own.get(0).get("detail").asText()).isEmpty();
    assertThat(own.get(0).get("reason").asText()).isEqualTo("IMPLAUSIBLE");
  }

  @Test
  void aMessageFromBeforeAWithdrawalIsWrittenWithoutItsBytes() {
    Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS).minusSeconds(60);
    patient.client().delete(path("/consents/SLEEP"));

    refusedEarlier(before, GOOD);

    awaitRows(1);
    assertThat(patient.client().get(path("/rejected")).body().get(0).get("payloadBytes").asInt())
        .isZero();
  }

  @Test
  void whatIsTakenNowIsPublishedOnceHoweverOftenItIsReplayed() {
    refusedEarlier(Instant.now().truncatedTo(ChronoUnit.MILLIS).minusSeconds(60), GOOD);
    String id = awaitRows(1).get("rejected").get(0).get("id").asText();

    JsonNode first = replay(Map.of("ids", List.of(id)));
    JsonNode again = replay(Map.of("device", device));

    assertThat(first.get("accepted").asInt()).isEqualTo(1);
    assertThat(first.get("outcomes").get(0).get("outcome").asText()).isEqualTo("ACCEPTED");
    assertThat(again.get("outcomes").get(0).get("outcome").asText()).isEqualTo("ACCEPTED");
    try (TopicReader readings = new TopicReader(api.kafka(), Topics.READING)) {
      Awaitility.await()
          .untilAsserted(
              () -> {
                List<Reading> mine =
                    readings.values().stream()
                        .map(Codecs.READING::decode)
                        .filter(reading -> reading.patient().value().equals(patient.id()))
                        .toList();
                assertThat(mine).hasSize(2);
                assertThat(mine.stream().map(Reading::id).distinct()).hasSize(1);
              });
    }
    JsonNode row = operatorFinds("").get("rejected").get(0);
    assertThat(row.get("replay").get("outcome").asText()).isEqualTo("ACCEPTED");
    assertThat(row.get("replay").get("accepted").asInt()).isEqualTo(1);
  }

  @Test
  void whatIsStillWrongOrHasNoBytesSaysSo() {
    send(TOO_FAST);
    awaitRows(1);
    refusedEarlier(Instant.now().truncatedTo(ChronoUnit.MILLIS).minusSeconds(60), new byte[0]);
    awaitRows(2);

    JsonNode outcomes = replay(Map.of("device", device)).get("outcomes");

    assertThat(outcomes.findValuesAsText("outcome"))
        .containsExactlyInAnyOrder("STILL_REJECTED", "NO_BYTES");
  }

  @Test
  void aRecordThatComesAgainIsOneRowAndAnOldRowFalls() {
    JdbcRejected rows = api.context().getBean(JdbcRejected.class);
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    RejectedRow young = new RejectedRow(UUID.randomUUID(), rejected(now, GOOD), null);
    RejectedRow old =
        new RejectedRow(UUID.randomUUID(), rejected(now.minus(Duration.ofDays(8)), GOOD), null);

    rows.write(List.of(young, old));
    rows.write(List.of(young, old));

    assertThat(operatorFinds("").get("rejected")).hasSize(1);
    assertThat(rows.purge(now.minus(Retention.REJECTED))).isEqualTo(1);
    assertThat(rows.find(List.of(young.id(), old.id()), Instant.EPOCH)).hasSize(1);
  }

  private void send(byte[] payload) {
    ApiClient.Answer answer =
        api.client()
            .sendReadings(
                "/devices/" + device + "/readings", "application/json", payload, device, secret);
    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
  }

  /** As a program without today's rules would have refused it. */
  private void refusedEarlier(Instant received, byte[] payload) {
    api.context()
        .getBean(KafkaPublisher.class)
        .send(Topics.REJECTED, device, Codecs.REJECTED.encode(rejected(received, payload)))
        .join();
  }

  private RejectedReading rejected(Instant received, byte[] payload) {
    return new RejectedReading(
        device,
        "vigie/v1/" + device + "/json",
        received,
        RejectionReason.UNKNOWN_METRIC,
        "'hr' is no metric and no alias of one",
        "[0].values.hr",
        new PatientId(patient.id()),
        payload);
  }

  private JsonNode replay(Map<String, Object> selection) {
    ApiClient.Answer answer = api.operator().post("/rejected/replay", selection);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.body();
  }

  private JsonNode awaitRows(int rows) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> operatorFinds(""), found -> found.get("rejected").size() == rows);
  }

  private JsonNode operatorFinds(String more) {
    ApiClient.Answer answer = api.operator().get("/rejected?device=" + device + more);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.body();
  }

  private String path(String rest) {
    return "/patients/" + patient.id() + rest;
  }
}
