package vigie.api.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.alert.Cause;
import vigie.alert.Severity;
import vigie.api.ApiClient;
import vigie.api.ApiExtension;
import vigie.api.MailServer;
import vigie.api.schedule.JdbcSchedule;
import vigie.api.schedule.Timekeeper;

/** Monday's mail to a treating physician, in a real mail server. */
class WeeklyReportIT {
  private static final MailServer mail = new MailServer();

  @RegisterExtension static final ApiExtension api = new ApiExtension(settings());

  /** Eight o'clock on Reunion, on a Monday to come. */
  private static final Instant MONDAY = Instant.parse("2030-01-14T04:00:00Z");

  private final Timekeeper timekeeper = api.context().getBean(Timekeeper.class);
  private final String address = UUID.randomUUID() + "@mail.test";
  private final ApiClient.SignedIn physician = api.operator().person("PHYSICIAN");
  private final ApiClient.SignedIn patient = api.operator().person("PATIENT");
  private Instant monday = MONDAY;

  private static Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(mail.settings());
    settings.put("VIGIE_ZONE", "Indian/Reunion");
    return settings;
  }

  @AfterAll
  static void stopMail() {
    mail.close();
  }

  @BeforeEach
  void enrol() {
    mail.reach(physician, address);
    name(patient, physician);
    // Each test has a Monday of its own, after those of the others.
    monday = api.context().getBean(JdbcSchedule.class).lastRun("weekly-report");
    monday = monday.isBefore(MONDAY) ? MONDAY : monday.plus(Duration.ofDays(7));
  }

  @Test
  void aTreatingPhysicianIsToldOncePerWeekOfWhatNeededNoResponse() {
    ApiClient.SignedIn other = api.operator().person("PATIENT");
    name(other, physician);
    store(patient, Severity.ADVISORY, "HR-4", "heart-rate", Duration.ofHours(3));
    store(patient, Severity.ADVISORY, "HR-7", "heart-rate", Duration.ofDays(6));
    store(other, Severity.ADVISORY, "HR-4", "heart-rate", Duration.ofDays(2));

    timekeeper.tick(monday.minusSeconds(1));
    assertThat(reports()).isEmpty();
    timekeeper.tick(monday);
    timekeeper.tick(monday.plusSeconds(30));

    assertThat(reports()).hasSize(1);
    assertThat(reports().get(0).text())
        .containsOnlyOnce("HR-7")
        .contains("A Person", "fréquence cardiaque (104 /min), HR-4", "(heure de Reunion)")
        .contains("Rien ici n'est urgent");
    assertThat(reports().get(0).text().split("HR-4", -1)).hasSize(3);
    assertThat(patient.client().get("/patients/" + patient.id() + "/audit").text())
        .as("the patient reads that the physician has it")
        .contains(physician.id().toString(), "weekly-report");
    timekeeper.tick(monday.plus(Duration.ofDays(7)));
    assertThat(reports()).hasSize(1);
  }

  @Test
  void whatThePhysicianMayNotSeeOrNeedNotKnowStandsInNoReport() {
    ApiClient.SignedIn stranger = api.operator().person("PATIENT");
    name(stranger, api.operator().person("PHYSICIAN"));
    store(stranger, Severity.ADVISORY, "HR-4", "heart-rate", Duration.ofHours(3));
    store(patient, Severity.ADVISORY, "OX-4", "spo2", Duration.ofHours(4));
    store(patient, Severity.MEDIUM, "HR-3", "heart-rate", Duration.ofHours(5));
    store(patient, Severity.ADVISORY, "TK-3", "silence-cgm", Duration.ofHours(6));
    store(patient, Severity.ADVISORY, "HR-7", "heart-rate", Duration.ofDays(8));
    DigestFixture.store(
        api,
        DigestFixture.alert(
            patient.id(),
            Severity.ADVISORY,
            "HR-5",
            "heart-rate",
            monday.minus(Duration.ofHours(7)),
            false,
            Cause.AMENDED));

    timekeeper.tick(monday);

    assertThat(reports()).isEmpty();
  }

  @Test
  void whoIsNoLongerTreatingOrMayNoLongerSeeItGetsNothing() {
    store(patient, Severity.ADVISORY, "HR-4", "heart-rate", Duration.ofHours(3));
    patient.client().delete("/patients/" + patient.id() + "/consents/HEART_RATE");
    ApiClient.SignedIn left = api.operator().person("PATIENT");
    name(left, physician);
    store(left, Severity.ADVISORY, "HR-4", "heart-rate", Duration.ofHours(3));
    name(left, api.operator().person("PHYSICIAN"));

    timekeeper.tick(monday);

    assertThat(reports()).isEmpty();
  }

  private List<MailServer.Letter> reports() {
    return mail.letters(address).stream()
        .filter(letter -> letter.subject().equals("Vigie : constats de la semaine"))
        .toList();
  }

  private void store(
      ApiClient.SignedIn whose, Severity severity, String rule, String metric, Duration before) {
    DigestFixture.store(
        api,
        DigestFixture.alert(
            whose.id(), severity, rule, metric, monday.minus(before), false, Cause.CONFIRMED));
  }

  /** Names a treating physician, and consents to heart rates. */
  private static void name(ApiClient.SignedIn patient, ApiClient.SignedIn physician) {
    String path = "/patients/" + patient.id();
    ApiClient.Answer named =
        patient.client().put(path + "/care-team", Map.of("treatingPhysician", physician.id()));
    assertThat(named.status()).as(named.text()).isEqualTo(200);
    patient.client().send("PUT", path + "/consents/HEART_RATE", null);
  }
}
