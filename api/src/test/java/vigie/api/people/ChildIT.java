package vigie.api.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
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
  void aDateThatCannotBeIsRefused() {
    assertThat(made("PATIENT", today.plusDays(2).toString()).status()).isEqualTo(422);
    assertThat(made("PATIENT", "1899-12-31").status()).isEqualTo(422);
    assertThat(made("PATIENT", "soon").status()).isBetween(400, 422);
    assertThat(made("PHYSICIAN", "1980-01-01").status()).isEqualTo(422);
  }

  private static PatientProfile profile(UUID patient) {
    return api.context().getBean(JdbcPatients.class).profile(patient);
  }

  private static UUID patient(LocalDate birth) {
    ApiClient.Answer made = made("PATIENT", birth.toString());
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    return UUID.fromString(made.body().get("id").asText());
  }

  private static ApiClient signIn(UUID person) {
    return api.client()
        .signIn(
            api.context().getBean(JdbcPeople.class).find(person).orElseThrow().username(),
            "password of a child");
  }

  private static ApiClient.Answer made(String role, String birthDate) {
    Map<String, Object> person = new HashMap<>();
    person.put("username", "born-" + UUID.randomUUID());
    person.put("password", "password of a child");
    person.put("role", role);
    person.put("firstName", "A");
    person.put("lastName", "Person");
    person.put("birthDate", birthDate);
    return api.operator().post("/people", person);
  }
}
