package vigie.api.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
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
import vigie.api.StoredData;
import vigie.local.OidcServer;
import vigie.local.junit.OidcExtension;

/**
 * Professionals whom an outside issuer, a process of its own, knows by their national number and by
 * a card, as the issuer of the national card does: that is a matter of settings here.
 */
@Tag("C-40")
@Tag("C-48")
class ProfessionalCardIT {
  private static final String AUDIENCE = "vigie-app";
  private static final String CARD = "{\"amr\":[\"sc\"]}";
  private static final String ORGANISATION = "750000020";

  @RegisterExtension static final OidcExtension issuer = new OidcExtension(key().toJSONString());

  @RegisterExtension
  static final ApiExtension api =
      new ApiExtension(
          Map.of(
              "VIGIE_SECOND_FACTOR", "required",
              "VIGIE_OIDC_ISSUER", issuer.issuer(),
              "VIGIE_OIDC_AUDIENCE", AUDIENCE,
              "VIGIE_OIDC_ALGORITHM", "ES256",
              "VIGIE_OIDC_PERSON", "rpps"));

  private ApiClient.SignedIn patient;

  /** A nurse of the establishment: the number of their card, and their account here. */
  private record Nurse(String number, String id) {}

  @BeforeEach
  void enrol() {
    patient = api.operator().person("PATIENT");
    done(patient.client().put(own("/consents/HEART_RATE"), Map.of()));
    StoredData.reading(api, patient.id(), "heart-rate", Instant.parse("2026-03-02T12:00:00Z"), 80);
  }

  @Test
  void aMemberOfTheTeamReadsByTheCardWhileTheAcceptedEpisodeLasts() throws Exception {
    Nurse member = nurse();
    ApiClient card = client(exchange(member.number(), CARD));
    // The national format, with the digit before the number that says what kind it is.
    ApiClient outsider = client(exchange("8" + nurse().number(), CARD));
    ApiClient.Answer proposed =
        card.post(
            own("/episodes"),
            Map.of(
                "name", "hip", "members", List.of(member.id()), "until", "2099-01-01T00:00:00Z"));
    done(proposed);
    String episode = own("/episodes/" + proposed.body().get("id").asText());
    assertThat(card.get(own("/latest")).status()).isEqualTo(403);

    done(
        patient
            .client()
            .put(
                episode + "/acceptance",
                Map.of("categories", List.of("ALL"), "textVersion", "1", "language", "fr")));

    JsonNode listed = patient.client().get(own("/episodes")).body().get(0);
    assertThat(listed.get("members")).hasSize(1);
    assertThat(listed.get("members").get(0).asText()).isEqualTo(member.id());
    assertThat(card.get(own("/latest")).text()).contains("heart-rate");
    JsonNode line = patient.client().get(own("/audit")).body().get(1);
    assertThat(line.get("reason").asText()).isEqualTo("CARE_TEAM");
    assertThat(line.get("actor").asText()).isEqualTo(member.id());
    assertThat(line.get("professional").get("identifier").asText()).isEqualTo(member.number());
    assertThat(line.get("professional").get("profession").asText()).isEqualTo("NURSE");
    assertThat(line.get("professional").get("organisation").asText()).isEqualTo(ORGANISATION);
    assertThat(outsider.get(own("/latest")).status()).as("of no team").isEqualTo(403);

    done(patient.client().delete(episode));
    ApiClient.Answer over = card.get(own("/latest"));
    assertThat(over.status()).isEqualTo(403);
    assertThat(client(exchange(member.number(), CARD)).get(own("/latest")).status())
        .as("signed in anew")
        .isEqualTo(403);
  }

  @Test
  void withoutTheCardAMemberOfTheTeamReadsNothing() throws Exception {
    Nurse member = nurse();
    ApiClient.Answer proposed =
        client(exchange(member.number(), CARD))
            .post(
                own("/episodes"),
                Map.of(
                    "name",
                    "hip",
                    "members",
                    List.of(member.id()),
                    "until",
                    "2099-01-01T00:00:00Z"));
    done(proposed);
    String acceptance = own("/episodes/" + proposed.body().get("id").asText() + "/acceptance");
    done(patient.client().put(acceptance, Map.of("categories", List.of("ALL"))));

    ApiClient byPassword = client(exchange(member.number(), "{\"amr\":[\"pwd\"]}"));

    ApiClient.Answer refused = byPassword.get(own("/latest"));
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.body().get("code").asText()).isEqualTo("SECOND_FACTOR_NEEDED");
  }

  @Test
  void aNumberIsOneAccountsOnlyAndAnUnknownOneIsNobodys() throws Exception {
    Nurse known = nurse();

    ApiClient.Answer second = enrolled(known.number());

    assertThat(second.status()).isEqualTo(409);
    ApiClient.Answer unknown = exchange(ApiClient.rpps(), CARD);
    assertThat(unknown.status()).isEqualTo(401);
    assertThat(unknown.body().get("detail").asText()).startsWith("UNKNOWN_PERSON:");
  }

  private static Nurse nurse() {
    String number = ApiClient.rpps();
    ApiClient.Answer made = enrolled(number);
    done(made);
    return new Nurse(number, made.body().get("id").asText());
  }

  /** Without a password: who has the card needs none. */
  private static ApiClient.Answer enrolled(String number) {
    return api.operator()
        .post(
            "/people",
            Map.of(
                "username",
                "nurse-" + UUID.randomUUID(),
                "role",
                "PROFESSIONAL",
                "firstName",
                "A",
                "lastName",
                "Nurse",
                "professional",
                Map.of(
                    "identifier",
                    number,
                    "profession",
                    "NURSE",
                    "organisationKind",
                    "HOSPITAL",
                    "organisation",
                    ORGANISATION)));
  }

  private static ApiClient.Answer exchange(String subject, String claims) throws Exception {
    String token = new OidcBrowser(issuer.issuer(), AUDIENCE).idToken(subject, claims);
    return api.client().post("/sign-in/issuer", Map.of("token", token));
  }

  private static ApiClient client(ApiClient.Answer signedIn) {
    done(signedIn);
    return api.client().with(signedIn.body().get("access_token").asText());
  }

  private static void done(ApiClient.Answer answer) {
    assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
  }

  private String own(String path) {
    return "/patients/" + patient.id() + path;
  }

  private static ECKey key() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(OidcServer.keyId()).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
