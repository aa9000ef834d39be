package vigie.api.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.alert.AlertTransition;
import vigie.alert.Cause;
import vigie.alert.Severity;
import vigie.api.ApiClient;
import vigie.api.ApiExtension;
import vigie.api.MailServer;
import vigie.api.schedule.JdbcSchedule;
import vigie.api.schedule.Timekeeper;
import vigie.api.store.JdbcDatabase;

/** The morning's mail, of alerts as the store has them, in a real mail server. */
class DigestIT {
  private static final MailServer mail = new MailServer();

  @RegisterExtension static final ApiExtension api = new ApiExtension(mail.settings());

  /** Eight o'clock in Paris, on a day to come. */
  private static final Instant MORNING = Instant.parse("2030-01-15T07:00:00Z");

  private final Timekeeper timekeeper = api.context().getBean(Timekeeper.class);
  private final String address = UUID.randomUUID() + "@mail.test";
  private ApiClient.SignedIn patient;
  private Instant morning = MORNING;

  @AfterAll
  static void stopMail() {
    mail.close();
  }

  @BeforeEach
  void enrol() {
    patient = api.operator().person("PATIENT");
    mail.reach(patient, address);
    patient.client().send("PUT", "/patients/" + patient.id() + "/consents/HEART_RATE", null);
    // Each test has a day of its own, after those of the others.
    morning = api.context().getBean(JdbcSchedule.class).lastRun("digest");
    morning = morning.isBefore(MORNING) ? MORNING : morning.plus(Duration.ofDays(7));
  }

  @Test
  void thePatientIsToldOnceOfWhatNeededNoMessageOfItsOwn() {
    store(alert("HR-4", "heart-rate", Duration.ofHours(3), false, Cause.CONFIRMED));
    store(alert("HR-1", "heart-rate", Duration.ofHours(9), true, Cause.CONFIRMED));

    timekeeper.tick(morning);
    timekeeper.tick(morning.plusSeconds(30));

    assertThat(digests()).hasSize(1);
    assertThat(digests().get(0).text())
        .contains("fréquence cardiaque (104 /min), HR-4")
        .contains("(104 /min), HR-1, reçu le ")
        .contains("Rien ici n'est urgent");
    timekeeper.tick(morning.plus(Duration.ofDays(1)));
    assertThat(digests()).hasSize(1);
  }

  @Test
  void whatWasToldTakenBackOrIsNotConsentedToStandsInNoDigest() {
    AlertTransition told = alert("HR-3", "heart-rate", Duration.ofHours(2), false, Cause.CONFIRMED);
    store(told);
    tell(told);
    store(alert("HR-4", "heart-rate", Duration.ofHours(4), false, Cause.AMENDED));
    store(alert("OX-3", "spo2", Duration.ofHours(5), false, Cause.CONFIRMED));
    store(alert("HR-7", "heart-rate", Duration.ofHours(30), false, Cause.CONFIRMED));

    timekeeper.tick(morning);

    assertThat(digests()).isEmpty();
  }

  private List<MailServer.Letter> digests() {
    return mail.letters(address).stream()
        .filter(letter -> letter.subject().equals("Vigie : votre bilan du jour"))
        .toList();
  }

  private AlertTransition alert(
      String rule, String metric, Duration before, boolean retrospective, Cause cause) {
    return DigestFixture.alert(
        patient.id(), Severity.ADVISORY, rule, metric, morning.minus(before), retrospective, cause);
  }

  private static void store(AlertTransition alert) {
    DigestFixture.store(api, alert);
  }

  private void tell(AlertTransition alert) {
    api.context()
        .getBean(JdbcDatabase.class)
        .inTransaction(
            connection ->
                JdbcDatabase.update(
                    connection,
                    "INSERT INTO notification VALUES (?, ?, ?, 'PATIENT', 0, 'FIRST', ?, '',"
                        + " now())",
                    statement -> {
                      statement.setObject(1, UUID.randomUUID());
                      statement.setObject(2, patient.id());
                      statement.setObject(3, patient.id());
                      statement.setObject(4, alert.alert());
                    }));
  }
}
