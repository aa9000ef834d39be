package vigie.api.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.api.ApiClient;
import vigie.api.ApiExtension;
import vigie.api.StoredData;
import vigie.api.timeline.StoredReading;

/** HAPI's validator over every kind of answer of FHIR's routes: no error. */
class FhirAnswersIT {
  @RegisterExtension static final ApiExtension api = new ApiExtension();
  @RegisterExtension static final FhirValidation validation = new FhirValidation();

  private static ApiClient.SignedIn patient;
  private static ApiClient.SignedIn grantee;

  @BeforeAll
  static void fill() {
    ApiClient.SignedIn treating = api.operator().person("PHYSICIAN");
    grantee = api.operator().person("PHYSICIAN");
    patient = FhirFixture.patient(api, treating);
    String grants = "/patients/" + patient.id() + "/grants/";
    patient
        .client()
        .put(
            grants + grantee.id(),
            Map.of("categories", List.of("ALL"), "until", "2099-01-01T00:00:00Z"));
    patient
        .client()
        .put(
            grants + "NURSE@750000001",
            Map.of("categories", List.of("HEART_RATE"), "verbs", List.of("READ", "FEED")));
    FhirFixture.everyMetric(api, patient.id());
    for (StoredReading reading :
        FhirFixture.special(FhirFixture.DAY.minus(Duration.ofHours(5)).plusMillis(250))) {
      StoredData.reading(api, patient.id(), reading);
    }
    StoredData.rollups(api, patient.id());
    // A refused and a professional's line in the audit.
    api.operator().person("PHYSICIAN").client().get("/patients/" + patient.id() + "/latest");
    grantee.client().get("/patients/" + patient.id() + "/latest");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "metadata",
        "Patient/{id}",
        "Patient?_id={id}",
        "Observation?patient={id}&_count=1000",
        "Observation?patient={id}&_count=2",
        "Observation/$lastn?patient={id}&max=2",
        "Observation/$stats?patient={id}&code=8867-4&start=2026-03-01&end=2026-03-03",
        "Observation/$stats?patient={id}&code=8480-6&start=2026-03-01&end=2026-03-03",
        "Observation/$stats?patient={id}&code=8867-4&start=2016-03-01&end=2016-03-03",
        "Flag?patient={id}",
        "DetectedIssue?patient={id}",
        "Communication?patient={id}",
        "Consent?patient={id}",
        "Device?patient={id}",
        "AuditEvent?patient={id}&_count=50",
        "Patient/{id}/$everything?_type=Patient,Device,Flag,Observation&_count=9"
      })
  void anAnswerIsValid(String route) {
    ApiClient.Answer answer = ask(patient, route);

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.contentType()).startsWith("application/fhir+json");
    assertThat(validation.errors(answer.text())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Observation?patient={id}&_count=5",
        "Patient/{id}",
        "Device?patient={id}",
        "Flag/{id}",
        "Observation/none",
        "Observation?patient={id}&date=yesterday",
        "Flag?patient={id}&_format=xml",
        "Encounter?patient={id}"
      })
  void whatAGranteeIsAnsweredIsValidWhetherAllowedOrNot(String route) {
    ApiClient.Answer answer = ask(grantee, route);

    assertThat(validation.errors(answer.text())).as(answer.text()).isEmpty();
  }

  @Test
  void aRequestWithoutATokenIsAnsweredByAValidOutcome() {
    ApiClient.Answer answer = api.client().get("/fhir/Flag?patient=" + patient.id());

    assertThat(answer.status()).isEqualTo(401);
    assertThat(validation.errors(answer.text())).isEmpty();
  }

  @Test
  void anAlertWithWhatPeopleDidIsValid() {
    JsonNode flags = ask(patient, "Flag?patient={id}").body().get("entry");

    for (JsonNode flag : flags) {
      String id = flag.get("resource").get("id").asText();
      assertThat(validation.errors(ask(patient, "Flag/" + id).text())).isEmpty();
      assertThat(validation.errors(ask(patient, "DetectedIssue/" + id).text())).isEmpty();
    }
    assertThat(flags).hasSize(3);
  }

  @Test
  @Tag("C-73")
  void everyLineOfAnExportIsValid() {
    List<String> lines =
        ask(patient, "Patient/{id}/$export?_type=Patient,Consent,Communication")
            .text()
            .lines()
            .toList();

    assertThat(lines).hasSize(1 + 13 + 8);
    for (String line : lines) {
      assertThat(validation.errors(line)).as(line).isEmpty();
    }
  }

  @Test
  void theValidatorWouldHaveFoundAFault() {
    String found = ask(patient, "Observation?patient={id}&code=8867-4&_count=1").text();

    assertThat(validation.errors(found.replace("\"final\"", "\"done\""))).isNotEmpty();
    assertThat(validation.errors(found.replace("\"code\":\"/min\"", "\"code\":\"bpm\"")))
        .isNotEmpty();
  }

  @Test
  void everyMetricThatIsMeasuredIsAmongTheObservations() {
    TreeSet<String> codes = new TreeSet<>();
    ask(patient, "Observation?patient={id}&_count=1000")
        .body()
        .get("entry")
        .forEach(entry -> codes.add(entry.get("resource").get("code").get("text").asText()));

    // Three pressures are one Observation.
    assertThat(codes).hasSize((int) FhirFixture.measured() - 2).contains("blood-pressure");
  }

  private static ApiClient.Answer ask(ApiClient.SignedIn who, String route) {
    return who.client().get("/fhir/" + route.replace("{id}", patient.id().toString()));
  }
}
