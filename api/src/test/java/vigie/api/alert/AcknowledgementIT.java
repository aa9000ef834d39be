package vigie.api.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.Topics;
import vigie.alert.AlertCommand;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.alert.Cause;
import vigie.alert.Severity;
import vigie.api.ApiClient;
import vigie.api.ApiExtension;
import vigie.api.TopicReader;
import vigie.api.live.LiveAlerts;
import vigie.codec.Codecs;
import vigie.local.ServerProcess;
import vigie.reading.PatientId;

/** A physician takes an alert on, with the real store standing still. */
class AcknowledgementIT {
  @RegisterExtension static final ApiExtension api = new ApiExtension();

  private static final Instant ONSET = Instant.parse("2026-11-22T02:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private ApiClient.SignedIn patient;
  private ApiClient.SignedIn physician;
  private AlertTransition alert;

  @BeforeEach
  void raise() throws Exception {
    ApiClient operator = api.operator();
    patient = operator.person("PATIENT");
    physician = operator.person("PHYSICIAN");
    patient
        .client()
        .put(
            "/patients/" + patient.id() + "/care-team",
            Map.of("treatingPhysician", physician.id()));
    patient.client().send("PUT", "/patients/" + patient.id() + "/consents/HEART_RATE", null);
    alert = tachycardia(new PatientId(patient.id()));
    api.publish(Topics.ALERT, alert.patient(), Codecs.ALERT.encode(alert));
    LiveAlerts known = api.context().getBean(LiveAlerts.class);
    await().atMost(PATIENCE).until(() -> known.newest(alert.alert()).isPresent());
  }

  @AfterEach
  void resume() {
    store().resume();
  }

  @Test
  void acknowledgingWorksWhileTheStoreStandsStillAndIsAuditedAfterwards() {
    store().pause();
    Instant begun = Instant.now();
    ApiClient.Answer answer = acknowledge(alert.alert());
    Duration took = Duration.between(begun, Instant.now());

    assertThat(answer.status()).isEqualTo(202);
    assertThat(took).isLessThan(Duration.ofSeconds(3));
    String id = answer.body().get("command").asText();
    AlertCommand command = awaitCommand(UUID.fromString(id));
    assertThat(command.alert()).isEqualTo(alert.alert());
    assertThat(command.kind()).isEqualTo(AlertCommand.Kind.ACKNOWLEDGE);
    assertThat(command.actor()).isEqualTo(physician.id());
    assertThat(command.note()).isEqualTo("on my way");

    store().resume();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(patient.client().get("/patients/" + patient.id() + "/audit").text())
                    .contains("ACKNOWLEDGE_ALERT", physician.id().toString()));
  }

  @Test
  void thePatientConfirmsAndThePhysicianPausesAndDeclines() {
    String route = "/alerts/" + alert.alert();
    assertThat(sent(patient, route + "/confirmation", Map.of()).kind())
        .isEqualTo(AlertCommand.Kind.CONFIRM);
    assertThat(sent(patient, route + "/cancellation", Map.of()).kind())
        .isEqualTo(AlertCommand.Kind.CANCEL);
    assertThat(sent(physician, route + "/rejection", Map.of()).kind())
        .isEqualTo(AlertCommand.Kind.REJECT);
    assertThat(sent(physician, route + "/inability", Map.of("note", "at sea")).note())
        .isEqualTo("at sea");
    assertThat(sent(physician, route + "/pause", Map.of("minutes", 5)).pause())
        .isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void aPauseWithoutAnEndIsRefused() {
    String route = "/alerts/" + alert.alert() + "/pause";
    assertThat(physician.client().post(route, Map.of()).status()).isEqualTo(422);
    assertThat(physician.client().post(route, Map.of("minutes", 100_000)).status()).isEqualTo(422);
  }

  private AlertCommand sent(ApiClient.SignedIn who, String route, Map<String, ?> body) {
    ApiClient.Answer answer = who.client().post(route, body);
    assertThat(answer.status()).isEqualTo(202);
    return awaitCommand(UUID.fromString(answer.body().get("command").asText()));
  }

  @Test
  void aStrangerIsRefusedWhileTheStoreStandsStill() {
    ApiClient.SignedIn stranger = api.operator().person("PHYSICIAN");
    store().pause();
    ApiClient.Answer answer =
        stranger.client().post("/alerts/" + alert.alert() + "/acknowledgement", Map.of());

    assertThat(answer.status()).isEqualTo(403);
  }

  @Test
  void anAlertThatOnlyTheStoreCouldKnowIsAnsweredWith503WhileItStandsStill() {
    store().pause();
    Instant begun = Instant.now();
    ApiClient.Answer answer = acknowledge(UUID.randomUUID());
    Duration took = Duration.between(begun, Instant.now());

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.contentType()).startsWith("application/problem+json");
    assertThat(answer.body().get("code").asText()).isEqualTo("UNAVAILABLE");
    assertThat(took).isLessThan(Duration.ofSeconds(8));
  }

  private ApiClient.Answer acknowledge(UUID id) {
    return physician
        .client()
        .post("/alerts/" + id + "/acknowledgement", Map.of("note", "on my way"));
  }

  private static ServerProcess store() {
    return api.database().server().process();
  }

  private static AlertCommand awaitCommand(UUID id) {
    try (TopicReader commands = new TopicReader(api.kafka(), Topics.ALERT_COMMAND)) {
      return await()
          .atMost(PATIENCE)
          .until(
              () ->
                  commands.values().stream()
                      .map(Codecs.ALERT_COMMAND::decode)
                      .filter(command -> command.id().equals(id))
                      .findFirst(),
              Optional::isPresent)
          .orElseThrow();
    }
  }

  private static AlertTransition tachycardia(PatientId whose) {
    return new AlertTransition(
        AlertTransition.alertId(whose, "heart-rate-high", ONSET),
        0,
        whose,
        "heart-rate-high",
        AlertPhase.ACTIVE,
        Cause.CONFIRMED,
        Severity.HIGH,
        Severity.HIGH,
        "HR-2",
        1,
        null,
        "heart-rate",
        ">= 131",
        140,
        140,
        ONSET,
        ONSET,
        Instant.now(),
        false,
        1,
        List.of(),
        null,
        "",
        null);
  }
}
