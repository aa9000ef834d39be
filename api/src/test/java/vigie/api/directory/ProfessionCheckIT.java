package vigie.api.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.api.ApiClient;
import vigie.api.ApiExtension;

/** A professional is what the national directory says, where there is an extract of it. */
@Tag("C-25")
class ProfessionCheckIT {
  private static final String PASSWORD = "password of somebody";
  private static final String NURSE = ApiClient.rpps();
  private static final String PHYSICIAN = ApiClient.rpps();
  private static final String LEAVING = ApiClient.rpps();
  private static final Path FOLDER = folder();

  private static final Map<String, String> ASKED =
      setting(extract().with(LEAVING, "RIVE", "60"), "extract_202609230000.txt");

  private static Map<String, String> settings = ASKED;

  @RegisterExtension static final ApiExtension api = new ApiExtension(() -> settings);

  @AfterEach
  void asBefore() {
    if (settings != ASKED) {
      settings = ASKED;
      api.restart();
    }
  }

  @Test
  void whoIsAsTheDirectorySaysStandsAsVerifiedAndThePatientSeesIt() {
    ApiClient.Answer made = make("PHYSICIAN", PHYSICIAN, "Dùval Obrecht", "PHYSICIAN");
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    assertThat(made.body().get("professionVerified").asText()).isEqualTo("2026-09-23");

    ApiClient.SignedIn patient = api.operator().person("PATIENT");
    String own = "/patients/" + patient.id();
    UUID physician = UUID.fromString(made.body().get("id").asText());
    patient.client().put(own + "/consents/HEART_RATE", Map.of());
    patient.client().put(own + "/care-team", Map.of("treatingPhysician", physician));
    assertThat(signIn(PHYSICIAN).get(own + "/latest").status()).isEqualTo(200);

    JsonNode audit = patient.client().get(own + "/audit").body();
    assertThat(audit)
        .anySatisfy(
            line -> {
              assertThat(line.get("actor").asText()).isEqualTo(physician.toString());
              assertThat(line.get("professionVerified").asText()).isEqualTo("2026-09-23");
            })
        .anySatisfy(
            line -> {
              assertThat(line.get("actor").asText()).isEqualTo(patient.id().toString());
              assertThat(line.get("professionVerified").isNull()).isTrue();
            });
  }

  @ParameterizedTest(name = "{1} as {3}: {4}")
  @CsvSource({
    "PROFESSIONAL, 10000000009, RIVE,          NURSE,      professional.identifier, nobody under it",
    "PROFESSIONAL, nurse,       RIVE,          PHARMACIST, professional.profession, [NURSE]",
    "PHYSICIAN,    nurse,       RIVE,          PHYSICIAN,  professional.profession, [NURSE]",
    "PROFESSIONAL, nurse,       DUVAL OBRECHT, NURSE,      lastName,       another name",
  })
  void whoIsNotAsTheDirectorySaysIsRefusedWithTheRemedy(
      String role, String number, String lastName, String profession, String field, String why) {
    ApiClient.Answer refused =
        make(role, number.equals("nurse") ? NURSE : number, lastName, profession);

    assertThat(refused.status()).as(refused.text()).isEqualTo(422);
    assertThat(refused.body().get("detail").asText())
        .startsWith(field + " must be")
        .contains(why, "2026-09-23");
  }

  @Test
  void nobodyIsAskedAboutLayPeopleAndWhoHasNoHealthProfession() {
    assertThat(api.operator().person("EMERGENCY_CONTACT").id()).isNotNull();
    assertThat(api.operator().professional("OTHER", "HOSPITAL", null).id()).isNotNull();
  }

  @Test
  void aNewerExtractIsAskedAboutEverybodyAndEndsNobodysAccess() {
    assertThat(make("PROFESSIONAL", LEAVING, "Rive", "NURSE").status()).isEqualTo(201);
    assertThat(make("PROFESSIONAL", NURSE, "Rive", "NURSE").status()).isEqualTo(201);
    ApiClient.SignedIn patient = api.operator().person("PATIENT");
    String own = "/patients/" + patient.id();

    settings = setting(extract(), "extract_202610010000.txt");
    api.restart();

    assertThat(signIn(LEAVING).get(own + "/latest").status()).isEqualTo(403);
    assertThat(audit(patient, "PROFESSIONAL")).containsExactly("null");
    assertThat(signIn(NURSE).get(own + "/latest").status()).isEqualTo(403);
    assertThat(audit(patient, "PROFESSIONAL")).containsExactly("2026-10-01", "null");
  }

  /** What the patient sees of those of this role, newest first. */
  private static List<String> audit(ApiClient.SignedIn patient, String role) {
    ApiClient client = api.client().signIn(patient.username(), patient.password());
    List<String> verified = new ArrayList<>();
    for (JsonNode line : client.get("/patients/" + patient.id() + "/audit").body()) {
      if (line.get("role").asText().equals(role)) {
        verified.add(line.get("professionVerified").asText());
      }
    }
    return verified;
  }

  private static ApiClient signIn(String number) {
    return api.client().signIn(number, PASSWORD);
  }

  /** Their name for signing in is their number. */
  private static ApiClient.Answer make(
      String role, String number, String lastName, String profession) {
    return api.operator()
        .post(
            "/people",
            Map.of(
                "username", number,
                "password", PASSWORD,
                "role", role,
                "firstName", "Made-up",
                "lastName", lastName,
                "professional",
                    Map.of(
                        "identifier", number,
                        "profession", profession,
                        "organisationKind", "PRACTICE")));
  }

  private static DirectoryExtract extract() {
    return new DirectoryExtract().with(NURSE, "RIVE", "60").with(PHYSICIAN, "DUVAL-OBRECHT", "10");
  }

  private static Map<String, String> setting(DirectoryExtract extract, String name) {
    return Map.of("VIGIE_DIRECTORY", extract.write(FOLDER, name).toString());
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("vigie-directory");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
