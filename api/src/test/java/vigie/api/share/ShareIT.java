package vigie.api.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
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

/** What a patient sends to a professional, and nothing beside it. */
@Tag("C-50")
class ShareIT {
  @RegisterExtension static final ApiExtension api = new ApiExtension();

  private ApiClient.SignedIn patient;
  private ApiClient.SignedIn podiatrist;

  @BeforeEach
  void enrol() {
    patient = api.operator().person("PATIENT");
    podiatrist = api.operator().professional("PODIATRIST", "PRACTICE", "750000001");
  }

  @Test
  void theRecipientSeesWhatWasSentUntilThePatientEndsIt() {
    UUID sent = event("allergy", "latex");
    event("allergy", "pollen");
    String share = send(List.of(sent));

    ApiClient.Answer seen = podiatrist.client().get(own("/shares/" + share + "/events"));
    assertThat(seen.body().findValuesAsText("title")).containsExactly("latex");
    assertThat(podiatrist.client().get(own("/events")).status()).isEqualTo(403);
    ApiClient.SignedIn other = api.operator().person("PHYSICIAN");
    refused(other, share, "NO_GRANT");
    assertThat(patient.client().get(own("/shares")).body().get(0).get("open").asBoolean()).isTrue();

    assertThat(patient.client().delete(own("/shares/" + share)).status()).isEqualTo(204);

    refused(podiatrist, share, "GRANT_ENDED");
    assertThat(patient.client().delete(own("/shares/" + share)).status()).isEqualTo(404);
    assertThat(patient.client().get(own("/shares")).body().get(0).get("open").asBoolean())
        .isFalse();
  }

  @Test
  void aShareEndsByItself() {
    String share = send(List.of(event("allergy", "latex")));
    Instant now = Clock.systemUTC().instant();
    // As if the time had passed.
    api.context()
        .getBean(JdbcDatabase.class)
        .inTransaction(
            connection ->
                JdbcDatabase.update(
                    connection,
                    "UPDATE event_share SET until = ? WHERE share_id = ?",
                    statement -> {
                      statement.setObject(1, now.minusSeconds(1).atOffset(ZoneOffset.UTC));
                      statement.setObject(2, UUID.fromString(share));
                    }));

    refused(podiatrist, share, "GRANT_ENDED");
  }

  @Test
  void masksAndTheMatrixHoldForWhatIsSent() {
    UUID letter = event("discharge-letter", "home again");
    UUID allergy = event("allergy", "latex");
    String share = send(List.of(letter, allergy));
    String events = own("/shares/" + share + "/events");

    assertThat(podiatrist.client().get(events).body().findValuesAsText("title"))
        .containsExactly("latex");
    patient.client().post(own("/masks"), Map.of("item", allergy));
    assertThat(podiatrist.client().get(events).text()).isEqualTo("[]");
  }

  @Test
  void whatCannotBeSentIsRefused() {
    UUID event = event("allergy", "latex");
    ApiClient.SignedIn insurer = api.operator().professional("PHYSICIAN", "INSURER", "750000002");
    ApiClient.SignedIn lay = api.operator().person("EMERGENCY_CONTACT");

    for (ApiClient.SignedIn recipient : List.of(insurer, lay)) {
      assertThat(share(recipient, List.of(event), Duration.ofDays(1)).body().get("detail").asText())
          .startsWith("recipient");
    }
    assertThat(share(podiatrist, List.of(), Duration.ofDays(1)).status()).isEqualTo(422);
    assertThat(share(podiatrist, List.of(UUID.randomUUID()), Duration.ofDays(1)).status())
        .isEqualTo(422);
    assertThat(share(podiatrist, List.of(event), Duration.ofDays(93)).status()).isEqualTo(422);
    assertThat(share(podiatrist, List.of(event), Duration.ofDays(-1)).status()).isEqualTo(422);
  }

  private String send(List<UUID> events) {
    ApiClient.Answer answer = share(podiatrist, events, Duration.ofDays(7));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.body().get("id").asText();
  }

  private ApiClient.Answer share(
      ApiClient.SignedIn recipient, List<UUID> events, Duration howLong) {
    return patient
        .client()
        .post(
            own("/shares"),
            Map.of(
                "recipient",
                recipient.id(),
                "events",
                events,
                "until",
                Clock.systemUTC().instant().plus(howLong).toString()));
  }

  private UUID event(String kind, String title) {
    UUID event = UUID.randomUUID();
    ApiClient.Answer entered =
        patient
            .client()
            .put(
                own("/events/" + event),
                Map.of("kind", kind, "title", title, "from", "2026-03-02T08:00:00Z"));
    assertThat(entered.status()).as(entered.text()).isEqualTo(201);
    return event;
  }

  private void refused(ApiClient.SignedIn who, String share, String reason) {
    ApiClient.Answer answer = who.client().get(own("/shares/" + share + "/events"));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body().get("detail").asText()).startsWith(reason + ":");
  }

  private String own(String path) {
    return "/patients/" + patient.id() + path;
  }
}
