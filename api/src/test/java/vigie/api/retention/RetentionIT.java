package vigie.api.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.api.ApiClient;
import vigie.api.ApiExtension;
import vigie.api.MailServer;
import vigie.api.schedule.Timekeeper;
import vigie.api.store.JdbcDatabase;

/** The nightly run under a clock that is moved through years. */
class RetentionIT {
  private static final MailServer mail = new MailServer();

  @RegisterExtension static final ApiExtension api = new ApiExtension(mail.settings());

  private static final String WARNING = "Vigie : votre compte va être supprimé";

  private final Timekeeper timekeeper = api.context().getBean(Timekeeper.class);
  private final JdbcDatabase database = api.context().getBean(JdbcDatabase.class);

  @AfterAll
  static void stopMail() {
    mail.close();
  }

  @Test
  @Tag("C-80")
  void anUnusedAccountIsWarnedOfThenClosedAndUsedOnesStay() {
    ApiClient.SignedIn quiet = api.operator().person("PATIENT");
    ApiClient.SignedIn measured = api.operator().person("PATIENT");
    ApiClient.SignedIn named = api.operator().person("EMERGENCY_CONTACT");
    String address = UUID.randomUUID() + "@mail.test";
    mail.reach(quiet, address);
    ok(
        measured
            .client()
            .put(
                "/patients/" + measured.id() + "/care-team",
                Map.of("emergencyContact", named.id())));
    Instant now = Instant.now();
    Instant warned = now.plus(Duration.ofDays(710));
    Instant over = now.plus(Duration.ofDays(745));
    reading(measured.id(), now.plus(Duration.ofDays(300)));

    timekeeper.tick(now.plus(Duration.ofDays(600)));
    assertThat(warnings(address)).isEmpty();
    timekeeper.tick(warned);
    timekeeper.tick(warned.plus(Duration.ofDays(2)));

    assertThat(warnings(address))
        .singleElement()
        .satisfies(letter -> assertThat(letter.text()).contains("connectez-vous une fois"));
    assertThat(closed(quiet.id())).isFalse();

    timekeeper.tick(over);

    await()
        .untilAsserted(
            () ->
                assertThat(
                        row(
                            "SELECT count(*) = 0 FROM people.person WHERE person_id = ?",
                            quiet.id()))
                    .isTrue());
    assertThat(
            row("SELECT count(*) = 0 FROM people.verified_channel WHERE person_id = ?", quiet.id()))
        .isTrue();
    assertThat(closed(measured.id())).isFalse();
    assertThat(closed(named.id())).isFalse();
    JsonNode certificate = certificate("subject", quiet.id().toString());
    assertThat(certificate.get("place").asText()).isEqualTo("people.person");
    assertThat(certificate.get("retention").asText()).isEqualTo("account");
    assertThat(certificate.get("reason").asText()).isEqualTo("ACTIVE_PERIOD_OVER");
  }

  @Test
  @Tag("C-85")
  @Tag("C-86")
  void aFileIsArchivedThenDestroyedByTheChartersPeriodsOrItsControllersOwn() {
    UUID patient = api.operator().person("PATIENT").id();
    ApiClient.SignedIn own = api.operator().person("PHYSICIAN");
    String path = "/people/" + own.id() + "/retention";
    assertThat(ok(own.client().get(path)).toString())
        .isEqualTo(
            "{\"activeYears\":5,\"archiveYears\":15,\"appointmentMonths\":null,\"own\":false}");
    ok(own.client().put(path, Map.of("activeYears", 1, "archiveYears", 0)));
    assertThat(ok(own.client().get(path)).get("own").asBoolean()).isTrue();
    Instant consulted = Instant.parse("2010-02-28T10:00:00Z");
    consulted(patient, "charter", consulted);
    consulted(patient, own.id().toString(), consulted);
    RetentionRun run = api.context().getBean(RetentionRun.class);

    run.run(Instant.parse("2011-02-28T09:00:00Z"));
    assertThat(state(patient, "charter")).isEqualTo("ACTIVE");
    assertThat(state(patient, own.id().toString())).isEqualTo("ACTIVE");
    run.run(Instant.parse("2015-02-28T10:00:00Z"));
    assertThat(state(patient, "charter")).isEqualTo("ARCHIVED");
    assertThat(state(patient, own.id().toString())).isEqualTo("DESTROYED");
    consulted(patient, "charter", Instant.parse("2015-03-01T10:00:00Z"));
    assertThat(state(patient, "charter")).isEqualTo("ACTIVE");
    run.run(Instant.parse("2020-03-01T10:00:00Z"));
    run.run(Instant.parse("2035-03-01T09:59:59Z"));
    assertThat(state(patient, "charter")).isEqualTo("ARCHIVED");
    run.run(Instant.parse("2035-03-01T10:00:00Z"));
    assertThat(state(patient, "charter")).isEqualTo("DESTROYED");

    JsonNode certificate = certificate("controller", "charter");
    assertThat(certificate.get("reason").asText()).isEqualTo("ARCHIVE_PERIOD_OVER");
    assertThat(certificate.get("at").asText()).isEqualTo("2035-03-01T10:00:00Z");
  }

  @Test
  @Tag("C-86")
  void anArchivedFileIsReadForAStatedReasonThatThePatientSees() {
    ApiClient.SignedIn patient = api.operator().person("PATIENT");
    ApiClient.SignedIn physician = api.operator().person("PHYSICIAN");
    String own = "/patients/" + patient.id();
    ok(patient.client().put(own + "/care-team", Map.of("treatingPhysician", physician.id())));
    String event = own + "/events/" + UUID.randomUUID();
    Map<String, Object> content =
        Map.of("kind", "laboratory-result", "title", "x", "from", "2026-03-02T08:00:00Z");
    assertThat(physician.client().put(event, content).status()).isEqualTo(201);
    assertThat(ok(physician.client().get(event)).get("event").get("title").asText()).isEqualTo("x");

    archive(patient.id());

    JsonNode page = ok(physician.client().get(own + "/events"));
    assertThat(page.get("events")).isEmpty();
    assertThat(page.get("archived").asBoolean()).isTrue();
    assertThat(ok(physician.client().get(own + "/overview")).get("events")).isEmpty();
    ApiClient.Answer refused = physician.client().get(event);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body().get("detail").asText())
        .startsWith("ARCHIVE_NOT_JUSTIFIED")
        .contains("Archive-Justification: CARE");
    assertThat(physician.client().get(event, "Archive-Justification", "CURIOSITY").status())
        .isEqualTo(422);

    for (String path : List.of(event, own + "/events")) {
      JsonNode read = ok(physician.client().get(path, "Archive-Justification", "DISPUTE"));
      assertThat(read.toString()).contains("\"title\":\"x\"");
    }
    page = ok(patient.client().get(own + "/events"));
    assertThat(page.get("events")).hasSize(1);
    assertThat(page.get("archived").asBoolean()).isFalse();
    assertThat(ok(patient.client().get(own + "/audit?language=en")))
        .filteredOn(line -> line.get("action").asText().equals("READ_ARCHIVE"))
        .extracting(line -> line.get("allowed").asBoolean(), line -> line.get("reason").asText())
        .containsExactly(
            tuple(true, "ARCHIVE_FOR_DISPUTE"),
            tuple(true, "ARCHIVE_FOR_DISPUTE"),
            tuple(false, "ARCHIVE_NOT_JUSTIFIED"));
  }

  @Test
  @Tag("C-84")
  void anAppointmentThatThePatientEnteredStaysUntilErasureAndAProfessionalsGoesByItsController() {
    ApiClient.SignedIn patient = api.operator().person("PATIENT");
    ApiClient.SignedIn physician = api.operator().person("PHYSICIAN");
    ok(
        patient
            .client()
            .put(
                "/patients/" + patient.id() + "/care-team",
                Map.of("treatingPhysician", physician.id())));
    appointment(patient, patient.id());
    appointment(physician, patient.id());
    RetentionRun run = api.context().getBean(RetentionRun.class);

    for (int years : List.of(6, 21)) {
      Instant later = Instant.now().plus(Duration.ofDays(366L * years));
      // The account is in use.
      reading(patient.id(), later.minus(Duration.ofDays(1)));
      assertThat(appointments(patient.id()))
          .containsExactlyInAnyOrder(patient.id(), physician.id());
      run.run(later);
    }
    assertThat(appointments(patient.id())).containsExactly(patient.id());

    appointment(physician, patient.id());
    ApiClient.Answer erased =
        patient.again().client().post("/patients/" + patient.id() + "/erasure", Map.of());

    assertThat(erased.status()).as(erased.text()).isEqualTo(202);
    await()
        .untilAsserted(
            () -> assertThat(appointments(patient.id())).containsExactly(physician.id()));
  }

  @Test
  @Tag("C-16")
  void anAppointmentIsDestroyedOnceTheTimeThatItsProfessionalSetIsOver() {
    ApiClient.SignedIn patient = api.operator().person("PATIENT");
    ApiClient.SignedIn physician =
        api.operator().professional("PHYSICIAN", "HOSPITAL", "750000001");
    ApiClient.SignedIn colleague = api.operator().professional("NURSE", "HOSPITAL", "750000001");
    String own = "/patients/" + patient.id();
    ok(patient.client().put(own + "/care-team", Map.of("treatingPhysician", physician.id())));
    ok(
        patient
            .client()
            .put(
                own + "/grants/" + colleague.id(),
                Map.of("categories", List.of("APPOINTMENT"), "verbs", List.of("FEED"))));
    ok(physician.client().put("/people/" + physician.id() + "/retention", months(2)));
    assertThat(ok(physician.client().get("/people/" + physician.id() + "/retention")).toString())
        .isEqualTo("{\"activeYears\":5,\"archiveYears\":15,\"appointmentMonths\":2,\"own\":true}");
    appointment(patient, patient.id());
    appointment(colleague, patient.id());
    String moved = appointment(physician, patient.id());
    // It ends two hours later than it began.
    Map<String, Object> later =
        Map.of(
            "kind", "appointment",
            "title", "control",
            "status", "PLANNED",
            "from", "2026-12-31T08:00:00Z",
            "until", "2026-12-31T10:00:00Z",
            "details", Map.of("place", "room 5"),
            "amends", 1);
    assertThat(physician.client().post(moved + "/amendments", later).status()).isEqualTo(201);
    RetentionRun run = api.context().getBean(RetentionRun.class);

    // Two months after it was to be at first, and a second before it is over.
    run.run(Instant.parse("2027-02-02T08:00:00Z"));
    run.run(Instant.parse("2027-02-28T09:59:59Z"));
    assertThat(appointments(patient.id())).contains(physician.id()).hasSize(4);

    run.run(Instant.parse("2027-02-28T10:00:00Z"));

    assertThat(appointments(patient.id())).containsExactlyInAnyOrder(patient.id(), colleague.id());
    assertThat(ok(patient.client().get(own + "/events?kind=appointment")).get("events")).hasSize(2);
    JsonNode certificate = certificate("controller", physician.id().toString());
    assertThat(certificate.get("subject").asText()).isEqualTo(patient.id().toString());
    assertThat(certificate.get("place").asText()).isEqualTo("clinical_event");
    assertThat(certificate.get("retention").asText()).isEqualTo("appointment");
    assertThat(certificate.get("rows").asInt()).as("both versions").isEqualTo(2);
  }

  @Test
  @Tag("C-16")
  @Tag("C-72")
  void anAppointmentStaysWhileALegalHoldKeepsThePatientsData() {
    ApiClient.SignedIn patient = api.operator().person("PATIENT");
    ApiClient.SignedIn physician = api.operator().person("PHYSICIAN");
    String own = "/patients/" + patient.id();
    ok(patient.client().put(own + "/care-team", Map.of("treatingPhysician", physician.id())));
    ok(physician.client().put("/people/" + physician.id() + "/retention", months(1)));
    appointment(physician, patient.id());
    Instant held = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(400));
    ApiClient.Answer hold =
        api.operator()
            .person("DPO")
            .client()
            .post(own + "/holds", Map.of("reason", "a dispute", "until", held.toString()));
    assertThat(hold.status()).as(hold.text()).isEqualTo(201);
    RetentionRun run = api.context().getBean(RetentionRun.class);

    run.run(held.minusSeconds(1));
    assertThat(appointments(patient.id())).containsExactly(physician.id());
    run.run(held);
    assertThat(appointments(patient.id())).isEmpty();
  }

  @Test
  @Tag("C-19")
  void rowsOfAnAgeAreDestroyedWithACertificateAndNewerOnesStay() {
    Instant now = Instant.parse("2020-05-05T00:00:00Z");
    for (String at : List.of("2020-05-03T23:59:59Z", "2020-05-04T00:00:01Z")) {
      database.inTransaction(
          connection ->
              JdbcDatabase.update(
                  connection,
                  "INSERT INTO people.sign_in_failure VALUES ('ADDRESS', ?, 1, ?)",
                  statement -> {
                    statement.setString(1, at);
                    statement.setObject(2, Instant.parse(at).atOffset(ZoneOffset.UTC));
                  }));
    }

    api.context().getBean(RetentionRun.class).run(now);

    assertThat(
            database.query(
                "SELECT subject FROM people.sign_in_failure WHERE last_at < '2021-01-01'",
                JdbcDatabase.Parameters.NONE,
                row -> row.getString(1)))
        .containsExactly("2020-05-04T00:00:01Z");
    assertThat(certificate("at", "2020-05-05T00:00:00Z").get("rows").asInt()).isEqualTo(1);
  }

  @Test
  void onlyAProfessionalSetsPeriodsAndOnlySoundOnes() {
    ApiClient.SignedIn patient = api.operator().person("PATIENT");
    ApiClient.SignedIn physician = api.operator().person("PHYSICIAN");
    Map<String, Object> sound = Map.of("activeYears", 5, "archiveYears", 15);

    assertThat(patient.client().put("/people/" + patient.id() + "/retention", sound).status())
        .isEqualTo(409);
    assertThat(
            physician
                .client()
                .put(
                    "/people/" + physician.id() + "/retention",
                    Map.of("activeYears", 0, "archiveYears", 15))
                .status())
        .isEqualTo(422);
    for (int unsound : List.of(0, 601)) {
      assertThat(
              physician
                  .client()
                  .put("/people/" + physician.id() + "/retention", months(unsound))
                  .status())
          .isEqualTo(422);
    }
    assertThat(physician.client().get("/destructions").status()).isEqualTo(403);
  }

  private static Map<String, Object> months(int months) {
    return Map.of("activeYears", 5, "archiveYears", 15, "appointmentMonths", months);
  }

  /** Enters one; gives its path. */
  private static String appointment(ApiClient.SignedIn by, UUID patient) {
    String path = "/patients/" + patient + "/events/" + UUID.randomUUID();
    ApiClient.Answer entered =
        by.client()
            .put(
                path,
                Map.of(
                    "kind",
                    "appointment",
                    "title",
                    "control",
                    "status",
                    "PLANNED",
                    "from",
                    "2026-12-02T08:00:00Z",
                    "details",
                    Map.of("place", "room 4")));
    assertThat(entered.status()).as(entered.text()).isEqualTo(201);
    return path;
  }

  /** Who entered the appointments that are kept. */
  private List<UUID> appointments(UUID patient) {
    return database.query(
        "SELECT author FROM clinical_event WHERE patient_id = ? AND kind = 'appointment'",
        statement -> statement.setObject(1, patient),
        row -> row.getObject(1, UUID.class));
  }

  private static List<MailServer.Letter> warnings(String address) {
    return mail.letters(address).stream()
        .filter(letter -> letter.subject().equals(WARNING))
        .toList();
  }

  private static JsonNode ok(ApiClient.Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.body();
  }

  private static JsonNode certificate(String field, String value) {
    for (JsonNode one : api.operator().get("/destructions").body()) {
      if (one.get(field).asText().equals(value)) {
        return one;
      }
    }
    throw new AssertionError("no certificate with " + field + " " + value);
  }

  private boolean closed(UUID person) {
    return row(
        "SELECT closed_at IS NOT NULL FROM people.account_activity WHERE person_id = ?", person);
  }

  private boolean row(String sql, UUID person) {
    return database
        .query(sql, statement -> statement.setObject(1, person), row -> row.getBoolean(1))
        .get(0);
  }

  private String state(UUID patient, String controller) {
    return database
        .query(
            "SELECT CASE WHEN destroyed_at IS NOT NULL THEN 'DESTROYED'"
                + " WHEN archived_at IS NOT NULL THEN 'ARCHIVED' ELSE 'ACTIVE' END"
                + " FROM professional_file WHERE patient_id = ? AND controller = ?",
            statement -> {
              statement.setObject(1, patient);
              statement.setString(2, controller);
            },
            row -> row.getString(1))
        .get(0);
  }

  /** Puts the patient's files away, as the nightly run does with those of its age. */
  private static void archive(UUID patient) {
    JdbcProfessionalFiles files = api.context().getBean(JdbcProfessionalFiles.class);
    Instant now = Instant.now();
    for (Retained.Item item : files.candidates(now)) {
      if (item.subject().equals(patient)) {
        files.archive(item, now);
      }
    }
  }

  private void consulted(UUID patient, String controller, Instant at) {
    database.inTransaction(
        connection -> {
          JdbcProfessionalFiles.consulted(connection, patient, controller, at);
          return at;
        });
  }

  private void reading(UUID patient, Instant at) {
    database.inTransaction(
        connection ->
            JdbcDatabase.update(
                connection,
                "INSERT INTO reading (patient_id, metric, ts, disc, value, received, device, quality,"
                    + " context) VALUES (?, 1, ?, 1, 70, ?, 'strap-1', 0, 0)",
                statement -> {
                  statement.setObject(1, patient);
                  statement.setObject(2, at.atOffset(ZoneOffset.UTC));
                  statement.setObject(3, at.atOffset(ZoneOffset.UTC));
                }));
  }
}
