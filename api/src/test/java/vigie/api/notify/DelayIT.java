package vigie.api.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.Topics;
import vigie.alert.Notification;
import vigie.alert.Notification.Reason;
import vigie.alert.Notification.Role;
import vigie.alert.Severity;
import vigie.api.ApiClient;
import vigie.api.ApiExtension;
import vigie.api.MailServer;
import vigie.api.SaidText;
import vigie.api.store.JdbcDatabase;
import vigie.codec.Codecs;
import vigie.reading.PatientId;

/** Alerts really delivered by mail, and what is disclosed of how long they took. */
class DelayIT {
  private static final MailServer mail = new MailServer();

  @RegisterExtension static final ApiExtension api = new ApiExtension(mail.settings());

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static ApiClient.SignedIn patient;
  private static ApiClient.SignedIn physician;
  private static final List<Notification> sent = new ArrayList<>();

  @BeforeAll
  static void deliver() throws Exception {
    patient = api.operator().person("PATIENT");
    physician = api.operator().person("PHYSICIAN");
    String own = "/patients/" + patient.id();
    patient.client().put(own + "/consents/HEART_RATE", Map.of());
    patient.client().put(own + "/care-team", Map.of("treatingPhysician", physician.id()));
    mail.reach(physician, UUID.randomUUID() + "@mail.test");
    sent.add(notification(Reason.FIRST));
    sent.add(notification(Reason.WORSENED));
    sent.add(notification(Reason.REPEATED));
    for (Notification each : sent) {
      api.publish(Topics.NOTIFICATION, each.patient(), Codecs.NOTIFICATION.encode(each));
    }
    await().atMost(PATIENCE).until(() -> deliveredRows() == sent.size());
  }

  @AfterAll
  static void stopMail() {
    mail.close();
  }

  @Test
  void percentilesCountWhoWasToldAtOnceBySeverityAndStage() {
    Instant decided = NotificationFixture.DECIDED;
    JsonNode delays =
        api.operator()
            .get("/delays?from=" + decided + "&to=" + decided.plusSeconds(1))
            .body()
            .get("delays");

    assertThat(delays).hasSize(4);
    JsonNode network = delays.get(0);
    assertThat(network.get("severity").asText()).isEqualTo("CRITICAL");
    assertThat(network.get("stage").asText()).isEqualTo("DEVICE_TO_RECEIVED");
    assertThat(network.get("count").asLong()).isEqualTo(2);
    assertThat(network.get("p50").asLong()).isEqualTo(2_000);
    assertThat(network.get("p99").asLong()).isEqualTo(2_000);
    assertThat(delays.get(3).get("stage").asText()).isEqualTo("DEVICE_TO_DELIVERED");
    assertThat(delays.get(3).get("p50").asLong())
        .isBetween(1L, Duration.between(decided, Instant.now()).toMillis() + 1_000);
  }

  @Test
  void aSpanWithoutAlertsIsEmptyAndOneThatEndsBeforeItBeginsIsRefused() {
    Instant decided = NotificationFixture.DECIDED;
    ApiClient operator = api.operator();
    assertThat(operator.get("/delays?to=" + decided).body().get("delays")).isEmpty();
    assertThat(operator.get("/delays?from=" + decided + "&to=" + decided).status()).isEqualTo(422);
    assertThat(api.client().get("/delays").status()).isEqualTo(401);
    for (ApiClient anybody : List.of(physician.client(), patient.client())) {
      assertThat(anybody.get("/delays?from=" + decided).body().get("delays")).hasSize(4);
    }
  }

  @Test
  void everyAttemptIsFoundByOperatorAndPatientWithoutHealthData() {
    String alert = sent.get(0).alert().alert().toString();
    ApiClient operator = api.operator();
    JsonNode all = operator.get("/deliveries?alert=" + alert).body();
    assertThat(all).hasSize(3);
    assertThat(all.findValuesAsText("recipient")).containsOnly(physician.id().toString());
    assertThat(all.findValuesAsText("reason"))
        .containsExactlyInAnyOrder("FIRST", "WORSENED", "REPEATED");
    assertThat(SaidText.withoutIdsAndTimes(all.toString()))
        .contains("FIRST")
        .doesNotContain("142", "heart", "@mail.test");

    String filter = "/deliveries?recipient=" + physician.id() + "&channel=MAIL&outcome=";
    assertThat(operator.get(filter + "DELIVERED").body()).hasSize(3);
    assertThat(operator.get(filter + "DELIVERED&limit=2").body()).hasSize(2);
    assertThat(operator.get(filter + "FAILED").body()).isEmpty();
    assertThat(operator.get("/deliveries?patient=" + UUID.randomUUID()).body()).isEmpty();
    assertThat(operator.get("/deliveries?limit=0").status()).isEqualTo(422);

    String own = "/patients/" + patient.id() + "/deliveries";
    assertThat(patient.client().get(own).body()).isEqualTo(all);
    assertThat(physician.client().get(own).status()).isEqualTo(403);
  }

  @Test
  @Tag("C-58")
  void theFiguresStandInTheMetrics() {
    assertThat(api.client().get("/prometheus").text())
        .contains(
            "vigie_alert_delay_seconds_count{severity=\"critical\",stage=\"device_to_delivered\"}"
                + " 2");
  }

  @Test
  @Tag("C-58")
  void anAlertSaysWhenItWasMeasuredReceivedDecidedAndDelivered() {
    patient.client().send("PUT", "/patients/" + patient.id() + "/consents/HEART_RATE", null);
    Notification first = sent.get(0);
    store(first);

    JsonNode times =
        patient.client().get("/patients/" + patient.id() + "/alerts").body().get(0).get("times");

    assertThat(times.get("device").asText()).isEqualTo("2026-11-22T01:25:00Z");
    assertThat(times.get("received").asText()).isEqualTo("2026-11-22T01:25:02Z");
    assertThat(times.get("decided").asText()).isEqualTo("2026-11-22T01:25:01Z");
    assertThat(Instant.parse(times.get("delivered").asText()))
        .isBetween(Instant.now().minus(Duration.ofMinutes(10)), Instant.now());
  }

  private static Notification notification(Reason reason) {
    Notification one =
        NotificationFixture.to(
            physician.id(),
            Role.TREATING_PHYSICIAN,
            Severity.CRITICAL,
            new PatientId(patient.id()));
    return new Notification(
        UUID.randomUUID(),
        one.patient(),
        one.recipient(),
        one.role(),
        0,
        reason,
        one.alert(),
        one.decidedAt());
  }

  /** The alert as TimelineJob would have written it. */
  private static void store(Notification notification) {
    api.context()
        .getBean(JdbcDatabase.class)
        .inTransaction(
            connection ->
                JdbcDatabase.update(
                    connection,
                    "INSERT INTO alert VALUES (?, ?, 'heart-rate-high', 0, 'ACTIVE', 'CRITICAL',"
                        + " 'CRITICAL', 'HR-2', 1, 'heart-rate', now(), now(), now(), false, ?)",
                    statement -> {
                      statement.setObject(1, notification.alert().alert());
                      statement.setObject(2, patient.id());
                      statement.setBytes(3, Codecs.ALERT.encode(notification.alert()));
                    }));
  }

  private static long deliveredRows() {
    return api.context()
        .getBean(JdbcDatabase.class)
        .query(
            "SELECT count(*) FROM notification JOIN delivery USING (notification_id)"
                + " WHERE outcome = 'DELIVERED'",
            JdbcDatabase.Parameters.NONE,
            row -> row.getLong(1))
        .get(0);
  }
}
