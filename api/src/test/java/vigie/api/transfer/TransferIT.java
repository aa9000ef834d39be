package vigie.api.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.api.AgedToken;
import vigie.api.ApiClient;
import vigie.api.ApiExtension;
import vigie.api.StoredData;

/** A patient's data on their way to another provider's real HTTPS server. */
@Tag("C-73")
class TransferIT {
  private static final FhirServer provider = new FhirServer();

  @RegisterExtension static final ApiExtension api = new ApiExtension(provider.settings());

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private ApiClient.SignedIn patient;

  @AfterAll
  static void stop() {
    provider.close();
  }

  @BeforeEach
  void enrol() {
    provider.forget();
    patient = api.operator().person("PATIENT");
    patient.client().put(own("/consents/HEART_RATE"), Map.of());
    patient.client().put(own("/devices/strap-" + patient.id()), Map.of("kind", "chest strap"));
  }

  @Test
  void allThatIsTheirsArrivesPageByPageAndNothingOfOthers() {
    ApiClient.SignedIn physician = api.operator().person("PHYSICIAN");
    ApiClient.SignedIn other = api.operator().person("PATIENT");
    patient.client().put(own("/care-team"), Map.of("treatingPhysician", physician.id()));
    physician.client().get(own("/latest"));
    StoredData.alert(api, patient.id(), "heart-rate", "heart-rate-high", NOON);
    StoredData.reading(api, other.id(), "heart-rate", NOON, 99);
    int readings = 1_100;
    for (int i = 0; i < readings; i++) {
      StoredData.reading(api, patient.id(), "heart-rate", NOON.plusSeconds(i), 60 + i % 40);
    }

    JsonNode done = ended(asked(provider.answering(200), Map.of("token", "a.b-c")));

    assertThat(done.get("state").asText()).isEqualTo("DONE");
    assertThat(done.get("result").asText()).isEqualTo("the endpoint answered 200");
    List<FhirServer.Call> calls = provider.calls();
    assertThat(calls).hasSize(3);
    Set<String> urls = new HashSet<>();
    List<String> types = new ArrayList<>();
    for (FhirServer.Call call : calls) {
      assertThat(call.type()).isEqualTo("application/fhir+json");
      assertThat(call.authorization()).isEqualTo("Bearer a.b-c");
      JsonNode bundle = parse(call.body());
      assertThat(bundle.get("type").asText()).isEqualTo("transaction");
      for (JsonNode entry : bundle.get("entry")) {
        assertThat(entry.get("request").get("method").asText()).isEqualTo("PUT");
        urls.add(entry.get("request").get("url").asText());
        types.add(entry.get("resource").get("resourceType").asText());
      }
      assertThat(call.body())
          .doesNotContain(physician.id().toString(), other.id().toString(), "DetectedIssue");
    }
    assertThat(types).containsOnly("Patient", "Device", "Observation");
    assertThat(types.stream().filter("Observation"::equals)).hasSize(readings);
    assertThat(urls).as("each once").hasSize(types.size());
    assertThat(done.get("resources").asInt()).isEqualTo(types.size());
    assertThat(patient.client().get(own("/transfers")).text()).doesNotContain("a.b-c");
    assertThat(patient.client().get(own("/copy")).text()).contains(provider.answering(200));
  }

  @Test
  @Tag("C-67")
  void whatADeviceIsCalledNamesNobodyElseElsewhere() {
    ApiClient.SignedIn contact = api.operator().named("EMERGENCY_CONTACT", "Rosalie", "Vannier");
    patient.client().put(own("/care-team"), Map.of("emergencyContact", contact.id()));
    patient.client().put(own("/devices/watch-" + patient.id()), Map.of("kind", "Rosalie's watch"));

    JsonNode done = ended(asked(provider.answering(200), Map.of()));

    assertThat(done.get("state").asText()).isEqualTo("DONE");
    assertThat(provider.calls().get(0).body())
        .contains("[…]'s watch", "chest strap")
        .doesNotContain("Rosalie");
  }

  @ParameterizedTest
  @CsvSource({"401, the endpoint answered 401", "302, the endpoint answered 302"})
  void whatTheEndpointDoesNotTakeIsOnRecordWithTheReason(int status, String result) {
    JsonNode failed = ended(asked(provider.answering(status), Map.of()));

    assertThat(failed.get("state").asText()).isEqualTo("FAILED");
    assertThat(failed.get("result").asText()).isEqualTo(result);
    assertThat(failed.get("resources").asInt()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "https://10.0.0.1/fhir,          a network of our own",
    "https://169.254.169.254/latest, a network of our own",
    "https://[fd00::1]/fhir,         a network of our own",
    "http://localhost/fhir,          must be the https address",
    "https://localhost/fhir?key=1,   must be the https address",
  })
  void anEndpointThatMayNotBeCalledIsRefusedWithTheReason(String endpoint, String reason) {
    ApiClient.Answer refused = asked(endpoint, Map.of());

    assertThat(refused.status()).as(refused.text()).isEqualTo(422);
    assertThat(refused.text()).contains(reason);
    JsonNode attempts = patient.client().get(own("/transfers")).body();
    if (reason.startsWith("a network")) {
      assertThat(attempts.get(0).get("state").asText()).isEqualTo("FAILED");
      assertThat(attempts.get(0).get("result").asText()).contains(reason);
    } else {
      assertThat(attempts).isEmpty();
    }
  }

  @Test
  @Tag("C-97")
  void outsideTheAreaItAsksForTheExplicitConsentAndKeepsIt() {
    String endpoint = provider.answering(200);
    Map<String, Object> body = new HashMap<>(Map.of("endpoint", endpoint, "region", "US"));

    ApiClient.Answer refused = patient.client().post(own("/transfers"), body);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text()).contains("transferBasis", "EXPLICIT_CONSENT");
    assertThat(provider.calls()).isEmpty();

    body.put("transferBasis", "EXPLICIT_CONSENT");
    JsonNode done = ended(patient.client().post(own("/transfers"), body));
    assertThat(done.get("state").asText()).isEqualTo("DONE");
    assertThat(done.get("region").asText()).isEqualTo("US");
    assertThat(done.get("transferBasis").asText()).isEqualTo("EXPLICIT_CONSENT");
  }

  @Test
  @Tag("C-66")
  void onlyWhoHasJustProvedWhoTheyAreSendsAnything() {
    ApiClient old = AgedToken.of(api, patient.client(), 601);
    Map<String, Object> body = Map.of("endpoint", provider.answering(200), "region", "FR");

    ApiClient.Answer refused = old.post(own("/transfers"), body);
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.text()).contains("STEP_UP_NEEDED");
    assertThat(api.operator().person("PHYSICIAN").client().post(own("/transfers"), body).status())
        .isEqualTo(403);
    assertThat(provider.calls()).isEmpty();
  }

  private ApiClient.Answer asked(String endpoint, Map<String, Object> more) {
    Map<String, Object> body = new HashMap<>(more);
    body.put("endpoint", endpoint);
    body.put("region", "FR");
    return patient.client().post(own("/transfers"), body);
  }

  private JsonNode ended(ApiClient.Answer begun) {
    assertThat(begun.status()).as(begun.text()).isEqualTo(202);
    Awaitility.await()
        .until(
            () ->
                !patient
                    .client()
                    .get(own("/transfers"))
                    .body()
                    .get(0)
                    .get("state")
                    .asText()
                    .equals("RUNNING"));
    JsonNode newest = patient.client().get(own("/transfers")).body().get(0);
    assertThat(newest.get("id")).isEqualTo(begun.body().get("id"));
    return newest;
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String own(String path) {
    return "/patients/" + patient.id() + path;
  }
}
