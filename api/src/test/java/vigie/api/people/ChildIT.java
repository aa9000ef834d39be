package vigie.api.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.api.ApiClient;
import vigie.api.ApiExtension;
import vigie.api.patient.JdbcPatients;
import vigie.api.schedule.ScheduledTask;
import vigie.api.store.JdbcDatabase;
import vigie.patient.PatientProfile;
import vigie.patient.ProfileFlag;

/** A birth date keeps adults' rules from a child, in the profile that the stream goes by. */
class ChildIT {
  @RegisterExtension static final ApiExtension api = new ApiExtension();

  private final LocalDate today = LocalDate.now(ZoneId.of("UTC"));

  @Test
  void whoIsUnder16IsAChildInTheProfileWhateverAPhysicianSets() {
    UUID child = patient(today.minusYears(16).plusDays(2));
    PatientProfile profile = profile(child);
    assertThat(profile.flags()).containsExactly(ProfileFlag.CHILD);

    ApiClient.SignedIn physician = api.operator().person("PHYSICIAN");
    ApiClient patient = signIn(child);
    patient.put("/patients/" + child + "/care-team", Map.of("treatingPhysician", physician.id()));
    String flags = "/patients/" + child + "/flags";
    assertThat(physician.client().put(flags, List.of("ATHLETE")).text())
        .isEqualTo("[\"ATHLETE\",\"CHILD\"]");
    assertThat(patient.get(flags).text()).isEqualTo("[\"ATHLETE\",\"CHILD\"]");
    assertThat(profile(child).flags()).isEqualTo(Set.of(ProfileFlag.ATHLETE, ProfileFlag.CHILD));
  }

  @Test
  void whoIsOlderOrOfWhomItIsNotSaidCountsAsAdult() {
    assertThat(profile(patient(today.minusYears(16).minusDays(2))).flags()).isEmpty();
    assertThat(profile(api.operator().person("PATIENT").id()).flags()).isEmpty();
  }

  @Test
  void whoTurns16IsAnAdultForTheStreamFromThatNightOn() {
    UUID young = patient(today.minusYears(16).plusDays(2));
    long before = profile(young).version();
    api.context()
        .getBean(JdbcDatabase.class)
        .inTransaction(
            connection ->
                JdbcDatabase.update(
                    connection,
                    "UPDATE people.person SET birth_date = current_date - interval '16 years'"
                        + " WHERE person_id = ?",
                    statement -> statement.setObject(1, young)));
    api.context().getBeansOfType(ScheduledTask.class).stream()
        .filter(task -> task.name().equals("coming-of-age"))
        .forEach(task -> task.run(Instant.now()));

    assertThat(profile(young).flags()).isEmpty();
    assertThat(profile(young).version()).isGreaterThan(before);
  }

  @Test
  @Tag("C-105")
  void aMinorIsEnrolledByARepresentativeWhoActsForThemUntilTheyAreOfAge() {
    LocalDate birth = today.minusYears(18).plusDays(2);
    ApiClient.SignedIn parent = api.operator().person("REPRESENTATIVE");

    ApiClient.Answer made =
        made("PATIENT", birth.toString(), Map.of("person", parent.id(), "proof", "family book"));

    assertThat(made.status()).as(made.text()).isEqualTo(201);
    String own = "/patients/" + made.body().get("id").asText();
    assertThat(parent.client().get(own + "/latest").status()).isEqualTo(200);
    assertThat(parent.client().put(own + "/consents/HEART_RATE", Map.of()).status()).isEqualTo(200);
    JsonNode mandate = parent.client().get(own + "/mandates").body().get(0);
    assertThat(mandate.get("basis").asText()).isEqualTo("PARENTAL_AUTHORITY");
    assertThat(mandate.get("proof").asText()).isEqualTo("family book");
    assertThat(Instant.parse(mandate.get("until").asText()))
        .isBetween(Instant.now(), Instant.now().plus(Duration.ofDays(4)));
  }

  @Test
  @Tag("C-105")
  void aMinorWithoutAnAdultToActForThemIsRefusedAndAnAdultNeedsNone() {
    String minor = today.minusYears(18).plusDays(2).toString();
    ApiClient.SignedIn parent = api.operator().person("EMERGENCY_CONTACT");
    ApiClient.SignedIn physician = api.operator().person("PHYSICIAN");
    UUID child = patient(today.minusYears(10));
    Map<String, Object> sound = Map.of("person", parent.id(), "proof", "family book");

    assertThat(refused(minor, null)).startsWith("representative must be there");
    for (UUID nobody : List.of(physician.id(), child, UUID.randomUUID())) {
      assertThat(refused(minor, Map.of("person", nobody, "proof", "family book")))
          .startsWith("representative.person");
    }
    assertThat(refused(minor, Map.of("proof", "family book"))).startsWith("representative.person");
    assertThat(refused(minor, Map.of("person", parent.id(), "proof", " ")))
        .startsWith("representative.proof");
    assertThat(
            refused(minor, Map.of("person", parent.id(), "proof", "x", "basis", "SIGNED_MANDATE")))
        .startsWith("representative.basis");
    String adult = today.minusYears(18).minusDays(2).toString();
    assertThat(refused(adult, sound)).startsWith("representative must be null");
    assertThat(made("PATIENT", adult, null).status()).isEqualTo(201);
  }

  private static String refused(String birthDate, @Nullable Map<String, Object> representative) {
    ApiClient.Answer answer = made("PATIENT", birthDate, representative);
    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    return answer.body().get("detail").asText();
  }

  @Test
  void aDateThatCannotBeIsRefused() {
    assertThat(refused(today.plusDays(2).toString(), null)).startsWith("birthDate");
    assertThat(refused("1899-12-31", null)).startsWith("birthDate");
    assertThat(made("PATIENT", "soon", null).status()).isBetween(400, 422);
    assertThat(made("PHYSICIAN", "1980-01-01", null).status()).isEqualTo(422);
  }

  private static PatientProfile profile(UUID patient) {
    return api.context().getBean(JdbcPatients.class).profile(patient);
  }

  private static UUID patient(LocalDate birth) {
    boolean minor = birth.isAfter(LocalDate.now(ZoneId.of("UTC")).minusYears(18));
    ApiClient.Answer made =
        made(
            "PATIENT",
            birth.toString(),
            minor
                ? Map.of(
                    "person", api.operator().person("REPRESENTATIVE").id(), "proof", "family book")
                : null);
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    return UUID.fromString(made.body().get("id").asText());
  }

  private static ApiClient signIn(UUID person) {
    return api.client()
        .signIn(
            api.context().getBean(JdbcPeople.class).find(person).orElseThrow().username(),
            "password of a child");
  }

  private static ApiClient.Answer made(
      String role, String birthDate, @Nullable Map<String, Object> representative) {
    Map<String, Object> person = new HashMap<>();
    person.put("username", "born-" + UUID.randomUUID());
    person.put("password", "password of a child");
    person.put("role", role);
    person.put("firstName", "A");
    person.put("lastName", "Person");
    person.put("birthDate", birthDate);
    person.put("representative", representative);
    return api.operator().post("/people", person);
  }
}
