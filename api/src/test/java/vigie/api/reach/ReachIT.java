package vigie.api.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.api.ApiClient;
import vigie.api.ApiExtension;
import vigie.api.MailServer;
import vigie.api.schedule.Timekeeper;
import vigie.api.store.JdbcDatabase;

/** The nightly check, its warnings in a real mail server, and what an operator reads. */
class ReachIT {
  private static final MailServer mail = new MailServer();

  @RegisterExtension static final ApiExtension api = new ApiExtension(mail.settings());

  private ApiClient.SignedIn patient;
  private ApiClient.SignedIn physician;

  @AfterAll
  static void stopMail() {
    mail.close();
  }

  @BeforeEach
  void enrol() {
    patient = api.operator().person("PATIENT");
    physician = api.operator().person("PHYSICIAN");
    patient
        .client()
        .put(
            "/patients/" + patient.id() + "/care-team",
            Map.of("treatingPhysician", physician.id()));
  }

  @Test
  void aPatientIsNamedUntilSomebodyProvedAChannel() {
    JsonNode before = unreachable().orElseThrow();
    assertThat(before.get("finding").asText()).isEqualTo("NOBODY");
    assertThat(before.get("people")).hasSize(2);
    assertThat(before.get("people").get(0).get("state").asText()).isEqualTo("NO_ADDRESS");

    mail.reach(patient, address());
    assertThat(unreachable().orElseThrow().get("finding").asText()).isEqualTo("PATIENT_ONLY");

    mail.reach(physician, address());
    assertThat(unreachable()).isEmpty();
    JsonNode left = found().orElseThrow();
    assertThat(left.get("finding").asText()).isEqualTo("ONE_CHANNEL");
    assertThat(left.get("people").findValuesAsText("channels")).containsExactly("1", "1");
  }

  @Test
  void monitoringBeginsWhereSomebodyCouldBeToldOrItIsUnderstoodThatNobodyCould() {
    String device = "/patients/" + patient.id() + "/devices/strap-" + patient.id();
    Map<String, Object> asked = Map.of("kind", "strap", "understood", false);
    ApiClient.Answer refused = patient.client().put(device, asked);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text()).contains("care-team", "understood");

    mail.reach(patient, address());
    assertThat(patient.client().put(device, asked).status()).isEqualTo(409);
    mail.reach(physician, address());
    assertThat(patient.client().put(device, asked).status()).isEqualTo(201);
    name(Map.of());
    // The second is no beginning.
    assertThat(patient.client().put(device + "-2", asked).status()).isEqualTo(201);
  }

  @Test
  void whoBindsADeviceAllTheSameHasItInTheAudit() {
    String own = "/patients/" + patient.id();
    Map<String, Object> asked = Map.of("kind", "strap", "understood", true);
    assertThat(patient.client().put(own + "/devices/band-" + patient.id(), asked).status())
        .isEqualTo(201);
    assertThat(patient.client().get(own + "/audit").text()).contains("BIND_UNDERSTOOD");
  }

  @Test
  void aFailedLastDeliveryCountsUntilTheChannelIsProvenAgain() {
    String address = address();
    mail.reach(physician, address);
    failDelivery(Instant.now().plusMillis(1));
    JsonNode found = unreachable().orElseThrow();
    assertThat(found.get("people").findValuesAsText("state")).contains("LAST_FAILED");

    failDelivery(Instant.now().minusSeconds(60));
    mail.reach(physician, address());
    assertThat(unreachable()).isEmpty();
  }

  @Test
  void aSubstituteOfThePastReachesNobody() {
    mail.reach(physician, address());
    name(Map.of("substitutes", List.of(Map.of("person", physician.id()))));
    assertThat(unreachable()).isEmpty();

    Map<String, Object> past =
        Map.of("person", physician.id(), "until", Instant.now().minusSeconds(1).toString());
    name(Map.of("substitutes", List.of(past)));
    assertThat(unreachable()).isPresent();
  }

  @Test
  void theNightlyCheckWarnsTheOperatorAndThePatientOnceANight() {
    String patients = address();
    mail.reach(patient, patients);
    String operators = address();
    ApiClient.SignedIn operator = api.operator().person("OPERATOR");
    mail.reach(operator, operators);

    Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
    Timekeeper timekeeper = api.context().getBean(Timekeeper.class);
    timekeeper.tick(tomorrow);
    timekeeper.tick(tomorrow.plusSeconds(1));

    List<MailServer.Letter> told = letters(operators, "Vigie : patients sans personne à joindre");
    assertThat(told).hasSize(1);
    assertThat(told.get(0).text())
        .contains(patient.id().toString())
        .doesNotContain(physician.id().toString());
    List<MailServer.Letter> warned = letters(patients, "Vigie : personne à prévenir");
    assertThat(warned).hasSize(1);
    assertThat(warned.get(0).text()).contains("personne d'autre que vous");
    assertThat(api.client().get("/prometheus").text())
        .containsPattern("vigie_reach_unreachable\\{finding=\"patient_only\"} [1-9]");

    timekeeper.tick(tomorrow.plus(Duration.ofDays(1)));
    assertThat(letters(patients, "Vigie : personne à prévenir")).hasSize(2);
  }

  @Test
  void aDrillThatCameThroughEndsAFailure() {
    mail.reach(physician, address());
    failDelivery(Instant.now().plusMillis(1));
    assertThat(unreachable()).isPresent();

    assertThat(api.operator().post("/drills", Map.of()).status()).isEqualTo(202);
    await().atMost(Duration.ofSeconds(60)).until(() -> unreachable().isEmpty());
  }

  @Test
  void onlyAnOperatorMayAsk() {
    assertThat(physician.client().get("/unreachable").status()).isEqualTo(403);
  }

  private void name(Map<String, ?> team) {
    ApiClient.Answer named = patient.client().put("/patients/" + patient.id() + "/care-team", team);
    assertThat(named.status()).as(named.text()).isEqualTo(200);
  }

  /**
   * A message to the physician that could not be delivered, as the store has it; that a stream of
   * theirs had it does not count.
   */
  private void failDelivery(Instant at) {
    UUID notification = UUID.randomUUID();
    api.context()
        .getBean(JdbcDatabase.class)
        .inTransaction(
            connection -> {
              JdbcDatabase.update(
                  connection,
                  "DELETE FROM delivery USING notification"
                      + " WHERE delivery.notification_id = notification.notification_id"
                      + " AND recipient = ?",
                  statement -> statement.setObject(1, physician.id()));
              JdbcDatabase.update(
                  connection,
                  "INSERT INTO notification VALUES (?, ?, ?, 'TREATING_PHYSICIAN', 0, 'FIRST', ?,"
                      + " '', now())",
                  statement -> {
                    statement.setObject(1, notification);
                    statement.setObject(2, patient.id());
                    statement.setObject(3, physician.id());
                    statement.setObject(4, UUID.randomUUID());
                  });
              return JdbcDatabase.update(
                  connection,
                  "INSERT INTO delivery VALUES (?, 'MAIL', 3, 'FAILED', ?, 'refused'),"
                      + " (?, 'SSE', 1, 'DELIVERED', ?, '')",
                  statement -> {
                    statement.setObject(1, notification);
                    statement.setObject(2, at.atOffset(ZoneOffset.UTC));
                    statement.setObject(3, notification);
                    statement.setObject(4, at.plusSeconds(1).atOffset(ZoneOffset.UTC));
                  });
            });
  }

  /** Those of one subject: codes come here too, and drills. */
  private static List<MailServer.Letter> letters(String address, String subject) {
    return mail.letters(address).stream()
        .filter(letter -> letter.subject().equals(subject))
        .toList();
  }

  private Optional<JsonNode> unreachable() {
    return found().filter(each -> !each.get("finding").asText().equals("ONE_CHANNEL"));
  }

  private Optional<JsonNode> found() {
    ApiClient.Answer answer = api.operator().get("/unreachable");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    for (JsonNode each : answer.body().get("patients")) {
      if (each.get("patient").asText().equals(patient.id().toString())) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  private static String address() {
    return UUID.randomUUID() + "@mail.test";
  }
}
