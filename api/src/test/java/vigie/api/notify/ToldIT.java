package vigie.api.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.Topics;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.alert.Cause;
import vigie.alert.Notification.Role;
import vigie.alert.Severity;
import vigie.api.ApiClient;
import vigie.api.ApiExtension;
import vigie.api.live.LiveAlerts;
import vigie.api.store.JdbcDatabase;
import vigie.codec.Codecs;
import vigie.local.ServerProcess;
import vigie.reading.PatientId;

/** What whoever was told of an alert may do with it, and the receipts that they leave. */
class ToldIT {
  @RegisterExtension static final ApiExtension api = new ApiExtension();

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private ApiClient.SignedIn patient;
  private ApiClient.SignedIn physician;
  private ApiClient.SignedIn substitute;
  private AlertTransition alert;

  @BeforeEach
  void raise() throws Exception {
    ApiClient operator = api.operator();
    patient = operator.person("PATIENT");
    physician = operator.person("PHYSICIAN");
    substitute = operator.person("PHYSICIAN");
    team(List.of(Map.of("person", substitute.id())));
    done(patient.client().put(own("/consents/HEART_RATE"), Map.of()));
    alert = NotificationFixture.tachycardia(new PatientId(patient.id()), Severity.CRITICAL);
    store(alert);
    send(Topics.ALERT, Codecs.ALERT.encode(alert));
    LiveAlerts known = api.context().getBean(LiveAlerts.class);
    await().atMost(PATIENCE).until(() -> known.newest(alert.alert()).isPresent());
  }

  @Test
  @Tag("C-41")
  void whoStandsInReadsAndAnswersTheAlertTheyWereToldOfAndNothingElse() throws Exception {
    assertThat(read(substitute).status()).isEqualTo(403);
    assertThat(answer("acknowledgement").status()).isEqualTo(403);

    tell(substitute, Role.SUBSTITUTE);
    ApiClient.Answer read = read(substitute);
    assertThat(read.status()).as(read.text()).isEqualTo(200);
    assertThat(read.body().get("alert").get("evidence")).hasSize(1);
    for (String answer : List.of("acknowledgement", "rejection", "inability")) {
      assertThat(answer(answer).status()).as(answer).isEqualTo(202);
    }
    assertThat(answer("pause").status()).isEqualTo(403);
    assertThat(answer("confirmation").status()).isEqualTo(403);
    for (String other : List.of("/alerts", "/timeline", "/latest", "/overview", "/care-team")) {
      assertThat(substitute.client().get(own(other)).status()).as(other).isEqualTo(403);
    }
    assertThat(substitute.client().get("/alerts").body()).isEmpty();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(patient.client().get(own("/audit")).text())
                    .contains("STANDS_IN", substitute.id().toString()));
  }

  @Test
  void whoWasToldInAnotherPlaceMayNotAnswer() throws Exception {
    ApiClient.SignedIn stranger = api.operator().person("PHYSICIAN");
    tell(stranger, Role.SUBSTITUTE);
    assertThat(read(stranger).status()).isEqualTo(403);

    tell(substitute, Role.EMERGENCY_CONTACT);
    assertThat(read(substitute).status()).isEqualTo(403);
  }

  @Test
  void itEndsWithTheTeamTheMaskOrTheAlert() throws Exception {
    tell(substitute, Role.SUBSTITUTE);
    assertThat(read(substitute).status()).isEqualTo(200);

    team(List.of());
    assertThat(read(substitute).status()).isEqualTo(403);
    team(List.of(Map.of("person", substitute.id())));
    assertThat(read(substitute).status()).isEqualTo(200);

    ApiClient.Answer mask = patient.client().post(own("/masks"), Map.of("category", "HEART_RATE"));
    done(mask);
    assertThat(read(substitute).status()).isEqualTo(403);
    String hidden = mask.body().get("id").asText();
    done(patient.client().delete(own("/masks/" + hidden)));
    assertThat(read(substitute).status()).isEqualTo(200);

    send(Topics.ALERT, Codecs.ALERT.encode(after(AlertPhase.RESOLVED, Cause.CLEARED, null)));
    store(after(AlertPhase.RESOLVED, Cause.CLEARED, null));
    await().atMost(PATIENCE).until(() -> read(substitute).status() == 403);
    assertThat(read(physician).status()).isEqualTo(200);
  }

  @Test
  void itGoesOnWhileTheStoreStandsStill() throws Exception {
    tell(substitute, Role.SUBSTITUTE);
    ServerProcess store = api.database().server().process();
    store.pause();
    try {
      assertThat(answer("acknowledgement").status()).isEqualTo(202);
    } finally {
      store.resume();
    }
  }

  @Test
  void deliveredReadAndAcknowledgedAreThreeReceipts() throws Exception {
    tell(physician, Role.TREATING_PHYSICIAN);
    JsonNode told = delivery(physician);
    assertThat(told.get("readAt").isNull()).isTrue();
    assertThat(told.get("acknowledgedAt").isNull()).isTrue();

    Instant before = Instant.now().minusSeconds(1);
    assertThat(read(physician).status()).isEqualTo(200);
    String readAt = delivery(physician).get("readAt").asText();
    assertThat(Instant.parse(readAt)).isBetween(before, Instant.now().plusSeconds(1));
    assertThat(delivery(physician).get("acknowledgedAt").isNull()).isTrue();

    // Once: who reads it again has read it then.
    assertThat(read(physician).status()).isEqualTo(200);
    assertThat(delivery(physician).get("readAt").asText()).isEqualTo(readAt);

    store(after(AlertPhase.ACKNOWLEDGED, Cause.ACKNOWLEDGED, physician.id()));
    JsonNode answered = delivery(physician);
    assertThat(answered.get("readAt").asText()).isEqualTo(readAt);
    assertThat(answered.get("acknowledgedAt").asText()).isEqualTo("2026-11-22T01:26:01Z");
  }

  @Test
  void whoWasNotToldLeavesNoReceiptAndThePatientWhoWasDoes() throws Exception {
    tell(physician, Role.TREATING_PHYSICIAN);
    assertThat(read(patient).status()).isEqualTo(200);
    assertThat(readers()).isEmpty();

    tell(patient, Role.PATIENT);
    assertThat(read(patient).status()).isEqualTo(200);
    assertThat(readers()).containsExactly(patient.id());
  }

  private void team(List<Map<String, UUID>> substitutes) {
    done(
        patient
            .client()
            .put(
                own("/care-team"),
                Map.of("treatingPhysician", physician.id(), "substitutes", substitutes)));
  }

  private String own(String what) {
    return "/patients/" + patient.id() + what;
  }

  private ApiClient.Answer read(ApiClient.SignedIn who) {
    return who.client().get("/alerts/" + alert.alert());
  }

  private ApiClient.Answer answer(String how) {
    return substitute
        .client()
        .post("/alerts/" + alert.alert() + "/" + how, Map.of("note", "on call"));
  }

  private static void done(ApiClient.Answer answer) {
    assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
  }

  /** The newest attempt to tell this person. */
  private JsonNode delivery(ApiClient.SignedIn who) {
    for (JsonNode each : patient.client().get(own("/deliveries")).body()) {
      if (each.get("recipient").asText().equals(who.id().toString())) {
        return each;
      }
    }
    throw new AssertionError("nobody tried to tell " + who.id());
  }

  /** Has the notifier tell this person, and waits until it has tried: none of them has a way. */
  private void tell(ApiClient.SignedIn who, Role role) throws Exception {
    send(
        Topics.NOTIFICATION,
        Codecs.NOTIFICATION.encode(NotificationFixture.of(alert, who.id(), role)));
    await()
        .atMost(PATIENCE)
        .until(() -> patient.client().get(own("/deliveries")).text().contains(who.id().toString()));
  }

  private AlertTransition after(AlertPhase phase, Cause cause, @Nullable UUID actor) {
    return new AlertTransition(
        alert.alert(),
        1,
        alert.patient(),
        alert.family(),
        phase,
        cause,
        alert.severity(),
        alert.peakSeverity(),
        alert.ruleId(),
        alert.ruleVersion(),
        null,
        alert.metric(),
        alert.condition(),
        alert.value(),
        alert.worst(),
        alert.onset(),
        alert.at(),
        NotificationFixture.DECIDED.plusSeconds(60),
        false,
        1,
        alert.evidence(),
        actor,
        "",
        null);
  }

  /** The transition as TimelineJob would have written it. */
  private void store(AlertTransition transition) {
    byte[] record = Codecs.ALERT.encode(transition);
    database()
        .inTransaction(
            connection -> {
              JdbcDatabase.update(
                  connection,
                  "INSERT INTO alert VALUES (?, ?, 'heart-rate-high', 0, ?, 'CRITICAL', 'CRITICAL',"
                      + " 'HR-2', 1, 'heart-rate', now(), now(), now(), false, ?)"
                      + " ON CONFLICT (alert_id) DO UPDATE SET phase = excluded.phase,"
                      + " record = excluded.record",
                  statement -> {
                    statement.setObject(1, transition.alert());
                    statement.setObject(2, patient.id());
                    statement.setString(3, transition.phase().name());
                    statement.setBytes(4, record);
                  });
              return JdbcDatabase.update(
                  connection,
                  "INSERT INTO alert_transition VALUES (?, ?, ?, ?, ?, 'CRITICAL', ?, ?, ?)",
                  statement -> {
                    statement.setObject(1, transition.alert());
                    statement.setInt(2, transition.sequence());
                    statement.setObject(3, patient.id());
                    statement.setString(4, transition.phase().name());
                    statement.setString(5, transition.cause().name());
                    statement.setObject(6, transition.at().atOffset(ZoneOffset.UTC));
                    statement.setObject(7, transition.decidedAt().atOffset(ZoneOffset.UTC));
                    statement.setBytes(8, record);
                  });
            });
  }

  private List<UUID> readers() {
    return database()
        .query(
            "SELECT person_id FROM alert_read WHERE alert_id = ?",
            statement -> statement.setObject(1, alert.alert()),
            row -> row.getObject(1, UUID.class));
  }

  private static JdbcDatabase database() {
    return api.context().getBean(JdbcDatabase.class);
  }

  private void send(String topic, byte[] value) {
    api.publish(topic, patient.id(), value);
  }
}
