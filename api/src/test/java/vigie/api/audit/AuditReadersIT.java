package vigie.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.api.ApiClient;
import vigie.api.ApiExtension;
import vigie.api.store.JdbcDatabase;
import vigie.audit.Head;

/** The patient reads the audit and reports a line; the data protection officer asks and answers. */
class AuditReadersIT {
  @RegisterExtension static final ApiExtension api = new ApiExtension();

  private ApiClient.SignedIn patient;
  private ApiClient.SignedIn physician;
  private ApiClient.SignedIn officer;

  @BeforeEach
  void enrol() {
    patient = api.operator().person("PATIENT");
    physician = api.operator().person("PHYSICIAN");
    officer = api.operator().person("DPO");
  }

  @Test
  @Tag("C-40")
  @Tag("C-51")
  void thePatientReadsWhoLookedInTheirOwnLanguageOrAnother() {
    physician.client().get("/patients/" + patient.id() + "/latest");

    assertThat(newest("").get("words").asText())
        .startsWith("A Person, médecin : lecture de vos dernières mesures. Refusé : ");
    assertThat(newest("?language=en").get("words").asText())
        .startsWith("You: reading of this list. Allowed: ");
    assertThat(patient.client().get(path("?language=de")).status()).isEqualTo(422);
  }

  @Test
  @Tag("C-40")
  void everyLineOfAProfessionalSaysNumberProfessionAndOrganisation() {
    String number = ApiClient.rpps();
    Map<String, Object> nurse =
        Map.of(
            "username", "nurse-" + number,
            "password", "password of NURSE",
            "role", "PROFESSIONAL",
            "firstName", "A",
            "lastName", "Person",
            "professional",
                Map.of(
                    "identifier", number,
                    "profession", "NURSE",
                    "organisationKind", "HOSPITAL",
                    "organisation", "750000020"));
    assertThat(api.operator().post("/people", nurse).status()).isEqualTo(201);
    ApiClient client = api.client().signIn("nurse-" + number, "password of NURSE");
    String own = "/patients/" + patient.id();

    client.get(own + "/latest");
    JsonNode refused = newest("");
    patient.client().put(own + "/consents/HEART_RATE", Map.of());
    patient.client().put(own + "/grants/NURSE@750000020", Map.of("categories", List.of("ALL")));
    client.get(own + "/latest");
    JsonNode allowed = newest("");

    assertThat(refused.get("allowed").asBoolean()).isFalse();
    assertThat(allowed.get("allowed").asBoolean()).isTrue();
    for (JsonNode line : List.of(refused, allowed)) {
      assertThat(line.get("role").asText()).isEqualTo("PROFESSIONAL");
      JsonNode professional = line.get("professional");
      assertThat(professional.get("profession").asText()).isEqualTo("NURSE");
      assertThat(professional.get("identifier").asText()).isEqualTo(number);
      assertThat(professional.get("organisation").asText()).isEqualTo("750000020");
    }
    // In the lines themselves, which are chained: no later change of the account changes them.
    assertThat(
            api.context()
                .getBean(JdbcDatabase.class)
                .query(
                    "SELECT DISTINCT role FROM audit WHERE actor = (SELECT person_id FROM"
                        + " people.person WHERE username = ?)",
                    statement -> statement.setString(1, "nurse-" + number),
                    row -> row.getString(1)))
        .containsExactly("PROFESSIONAL NURSE " + number + " 750000020");
    patient.client().get(own + "/latest");
    assertThat(newest("").get("professional").isNull()).isTrue();
  }

  @Test
  @Tag("C-51")
  void aReportedLineReachesTheOfficerAndTheAnswerThePatient() {
    physician.client().get("/patients/" + patient.id() + "/latest");
    long seq = newest("").get("seq").asLong();

    ApiClient.Answer reported =
        patient.client().post(path("/" + seq + "/report"), Map.of("note", " I know nobody so. "));
    long report = reported.body().get("id").asLong();

    assertThat(reported.status()).isEqualTo(201);
    JsonNode listed = officer.client().get("/audit/reports").body().get(0);
    assertThat(listed.get("id").asLong()).isEqualTo(report);
    assertThat(listed.get("seq").asLong()).isEqualTo(seq);
    assertThat(listed.get("note").asText()).isEqualTo("I know nobody so.");

    String answer = "/audit/reports/" + report + "/answer";
    assertThat(officer.client().post(answer, Map.of("answer", "We asked them.")).status())
        .isEqualTo(204);
    assertThat(officer.client().post(answer, Map.of("answer", "Again.")).status()).isEqualTo(404);
    assertThat(patient.client().get(path("/reports")).body().get(0).get("answer").asText())
        .isEqualTo("We asked them.");
  }

  @Test
  @Tag("C-51")
  void onlyALineOfOnesOwnIsReportedAndOnlyOnce() {
    ApiClient.SignedIn other = api.operator().person("PATIENT");
    other.client().get("/patients/" + other.id() + "/latest");
    long ofOther =
        other.client().get("/patients/" + other.id() + "/audit").body().get(0).get("seq").asLong();
    patient.client().get(path(""));
    long own = newest("").get("seq").asLong();
    Map<String, String> note = Map.of("note", "not right");

    assertThat(patient.client().post(path("/" + ofOther + "/report"), note).status())
        .isEqualTo(404);
    assertThat(patient.client().post(path("/" + own + "/report"), note).status()).isEqualTo(201);
    assertThat(patient.client().post(path("/" + own + "/report"), note).status()).isEqualTo(409);
    assertThat(patient.client().post(path("/" + own + "/report"), Map.of("note", " ")).status())
        .isEqualTo(422);
  }

  @Test
  @Tag("C-30")
  void theOfficerSeesNoValuesAndNobodyElseAsksWhoWasSeen() {
    String seen = "/audit/seen?account=" + physician.id();

    assertThat(officer.client().get("/patients/" + patient.id() + "/latest").status())
        .isEqualTo(403);
    assertThat(officer.client().get(seen).status()).isEqualTo(200);
    for (ApiClient client : List.of(patient.client(), physician.client(), api.operator())) {
      assertThat(client.get(seen).status()).isEqualTo(403);
    }
  }

  @Test
  void theHeadsAreGivenOutToBeKept() {
    List<String> lines = officer.client().get("/audit/heads").text().lines().toList();

    assertThat(Head.parse(lines.get(lines.size() - 1)).number()).isEqualTo(lines.size());
    assertThat(
            officer
                .client()
                .get("/audit/heads?after=" + (lines.size() - 1))
                .text()
                .lines()
                .findFirst())
        .contains(lines.get(lines.size() - 1));
  }

  /** Prints how long the answer takes; how fast a machine is, no test decides. */
  @Test
  void whoWasSeenByAnAccountIsToldOfAMillionLines() throws SQLException {
    UUID account = UUID.randomUUID();
    try (Connection connection =
            api.database()
                .server()
                .superuser(api.database().jdbcUrl().replaceFirst(".*/", ""))
                .connect();
        Statement statement = connection.createStatement()) {
      // From before the chain, as after an update; every tenth is of the account asked about.
      statement.execute(
          "INSERT INTO audit (seq, at, actor, role, action, patient_id, allowed, reason, route,"
              + " request_id) SELECT -n, timestamptz '2026-01-01' + n * interval '1 second',"
              + " CASE WHEN n % 10 = 0 THEN '"
              + account
              + "' ELSE md5((n % 97)::text)::uuid END, 'PHYSICIAN', 'READ_LATEST',"
              + " md5('patient' || (n / 10) % 500)::uuid, n % 20 <> 10, 'GRANTED',"
              + " 'GET /patients/{id}/latest', 'bulk-' || n FROM generate_series(1, 1000000) AS n");
      statement.execute("VACUUM ANALYZE audit");
    }
    ApiClient client = officer.client();
    client.get("/audit/seen?account=" + account); // The first one warms up.
    Instant begun = Instant.now();

    ApiClient.Answer answer = client.get("/audit/seen?account=" + account);

    System.out.printf(
        "who was seen by an account, of 1,000,000 lines: %d ms%n",
        Duration.between(begun, Instant.now()).toMillis());
    long times = 0;
    for (JsonNode seen : answer.body()) {
      times += seen.get("times").asLong();
    }
    assertThat(times).isEqualTo(50_000);
    assertThat(
            client
                .get(
                    "/audit/seen?account="
                        + account
                        + "&from=2026-01-01T00:00:00Z"
                        + "&to=2026-01-01T00:00:21Z")
                .body())
        .hasSize(1);
  }

  private JsonNode newest(String query) {
    return patient.client().get(path(query)).body().get(query.isEmpty() ? 1 : 0);
  }

  private String path(String rest) {
    return "/patients/" + patient.id() + "/audit" + rest;
  }
}
