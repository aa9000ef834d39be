package vigie.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.api.store.JdbcDatabase;

/**
 * What people are asked for says of each field whether it is needed, and what is not needed is not
 * asked for: a request with the needed fields alone is taken.
 */
@Tag("C-52")
class RequestFieldsIT {
  @RegisterExtension static final ApiExtension api = new ApiExtension();

  private static final String LATER = "2099-01-01T00:00:00Z";

  /**
   * Fields that are needed in some cases only, which the descriptions tell; in all others they are
   * left out like any optional one.
   */
  private static final Map<String, Set<String>> IN_SOME_CASES =
      Map.of(
          "PeopleController.PersonRequest",
          Set.of(
              "webhookSecret",
              "webhookRegion",
              "webhookTransferBasis",
              "representative",
              "professional"),
          "PeopleController.ProfessionalRequest",
          Set.of("identifier"),
          "ChannelController.AddressRequest",
          Set.of("secret", "region", "transferBasis"),
          "MaskController.MaskRequest",
          Set.of("category", "metric", "item"),
          "DeviceController.DeviceRequest",
          Set.of("understood"),
          "RestrictionController.RestrictionRequest",
          Set.of("understood"),
          "EventRequest",
          Set.of("amends"),
          "AmendmentController.AmendmentRequest",
          Set.of("value", "retract"),
          "TransferController.TransferRequest",
          Set.of("transferBasis"));

  private static final OpenApiBodies BODIES = OpenApiBodies.read();

  private static ApiClient.SignedIn patient;

  @BeforeAll
  static void enrol() {
    patient = api.operator().person("PATIENT");
  }

  @Test
  void everyFieldOfEveryRequestIsMarkedAsNeededOrAsOptional() {
    List<OpenApiBodies.Body> bodies = BODIES.all();
    List<String> unmarked = new ArrayList<>();
    for (OpenApiBodies.Body body : bodies) {
      assertThat(body.description()).as(body.name()).isNotBlank();
      assertThat(body.fields()).as(body.name()).containsAll(body.needed());
      for (String field : body.fields()) {
        if (!body.needed().contains(field) && !body.mayBeNull(field)) {
          unmarked.add(body.name() + "." + field);
        }
      }
    }

    assertThat(unmarked).isEmpty();
    assertThat(bodies).hasSizeGreaterThan(50);
  }

  @Test
  void whatIsNeededInSomeCasesIsOptionalAndTheDescriptionTellsTheCase() {
    IN_SOME_CASES.forEach(
        (name, fields) -> {
          OpenApiBodies.Body body = BODIES.named(name);
          for (String field : fields) {
            assertThat(body.fields()).as(name).contains(field);
            assertThat(body.needed()).as(name).doesNotContain(field);
            assertThat(
                    body.description().contains("`" + field + "`")
                        || !body.description(field).isBlank())
                .as(name + "." + field)
                .isTrue();
          }
        });
  }

  /** Enrolment, consent, devices, measurements, entries, and who may see and is told of them. */
  @Test
  void whoGivesTheNeededFieldsAloneIsServed() {
    ApiClient.SignedIn physician = api.operator().person("PHYSICIAN");
    ApiClient.SignedIn friend = api.operator().person("REPRESENTATIVE");
    ApiClient client = patient.client();
    String own = "/patients/" + patient.id();
    String username = "x" + UUID.randomUUID();
    taken(
        api.operator(),
        "POST /people",
        "/people",
        Map.of("username", username, "role", "PATIENT", "firstName", "A", "lastName", "B"));
    taken(client, "PUT /patients/{id}/care-team", own + "/care-team", Map.of());
    reachable(physician);
    taken(client, "PUT /patients/{id}/consents/{category}", own + "/consents/HEART_RATE", Map.of());
    ApiClient.Answer bound =
        taken(
            client,
            "PUT /patients/{id}/devices/{device}",
            own + "/devices/strap-" + patient.id(),
            Map.of("kind", "strap"));
    ApiClient.Answer sent =
        api.client()
            .sendReadings(
                "/devices/strap-" + patient.id() + "/readings",
                "application/json",
                "{\"hr\":72}".getBytes(StandardCharsets.UTF_8),
                "strap-" + patient.id(),
                bound.body().get("secret").asText());
    assertThat(sent.status()).as(sent.text()).isBetween(200, 299);
    String event = UUID.randomUUID().toString();
    taken(
        client,
        "PUT /patients/{id}/events/{event}",
        own + "/events/" + event,
        Map.of("kind", "laboratory-result", "title", "x", "from", "2026-03-02T08:00:00Z"));
    taken(
        client,
        "PUT /patients/{id}/grants/{grantee}",
        own + "/grants/" + physician.id(),
        Map.of("categories", List.of("HEART_RATE")));
    taken(
        client,
        "PUT /patients/{id}/mandates/{representative}",
        own + "/mandates/" + friend.id(),
        Map.of(
            "scopes", List.of("READ"), "basis", "SIGNED_MANDATE", "proof", "deed", "until", LATER));
    taken(
        client,
        "POST /patients/{id}/shares",
        own + "/shares",
        Map.of(
            "recipient", physician.id(),
            "events", List.of(event),
            "until", Instant.now().plusSeconds(86_400).toString()));
    taken(
        client,
        "PUT /patients/{id}/restrictions/{metric}",
        own + "/restrictions/hrv-sdnn",
        Map.of("reason", "odd"));
    taken(
        client,
        "POST /patients/{id}/requests",
        own + "/requests",
        Map.of("kind", "OTHER", "text", "mine"));
    taken(
        client,
        "POST /patients/{id}/objections",
        own + "/objections",
        Map.of("scope", "PROCESSING", "reason", "mine"));
    taken(
        physician.client(),
        "POST /patients/{id}/emergency-accesses",
        own + "/emergency-accesses",
        Map.of("kind", "VITAL", "reason", "coma"));
    ApiClient.Answer proposed =
        taken(
            physician.client(),
            "POST /patients/{id}/episodes",
            own + "/episodes",
            Map.of("name", "hip", "members", List.of(physician.id()), "until", LATER));
    taken(
        client,
        "PUT /patients/{id}/episodes/{episode}/acceptance",
        own + "/episodes/" + proposed.body().get("id").asText() + "/acceptance",
        Map.of("categories", List.of("ALL")));
  }

  /** A patient for whom nobody could be told is asked first whether they understood that. */
  private static void reachable(ApiClient.SignedIn physician) {
    String mail = "/people/" + physician.id() + "/channels/MAIL";
    ApiClient.Answer set = physician.client().put(mail, Map.of("address", "a@vigie.test"));
    assertThat(set.status()).as(set.text()).isEqualTo(200);
    set =
        patient
            .client()
            .put(
                "/patients/" + patient.id() + "/care-team",
                Map.of("treatingPhysician", physician.id()));
    assertThat(set.status()).as(set.text()).isBetween(200, 299);
    JdbcDatabase database = api.context().getBean(JdbcDatabase.class);
    database.inTransaction(
        connection ->
            JdbcDatabase.update(
                connection,
                "INSERT INTO people.verified_channel (person_id, channel, verified_at, verified_by)"
                    + " VALUES (?, 'MAIL', now(), ?)",
                statement -> {
                  statement.setObject(1, physician.id());
                  statement.setObject(2, physician.id());
                }));
  }

  /** Sends it as it is; its fields are those that the description says are needed, no other. */
  private static ApiClient.Answer taken(
      ApiClient client, String route, String path, Map<String, ?> body) {
    assertThat(body.keySet())
        .as(route)
        .containsExactlyInAnyOrderElementsOf(BODIES.of(route).needed());
    ApiClient.Answer answer = client.send(route.substring(0, route.indexOf(' ')), path, json(body));
    assertThat(answer.status()).as(route + ": " + answer.text()).isBetween(200, 299);
    return answer;
  }

  private static String json(Map<String, ?> body) {
    try {
      return new ObjectMapper().writeValueAsString(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
