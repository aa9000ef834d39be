package vigie.api.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.api.ApiClient;
import vigie.api.ApiExtension;
import vigie.api.notify.RecipientDirectory;
import vigie.api.patient.JdbcPatients;
import vigie.api.schedule.ScheduledTask;
import vigie.api.store.JdbcDatabase;
import vigie.patient.PatientProfile;
import vigie.patient.ProfileFlag;

/**
 * What is said of a patient when they are enrolled: a birth date keeps adults' rules from a child,
 * in the profile that the stream goes by; phone and national identity are taken when they are
 * sound, and so is what changes of them later.
 */
class EnrolmentIT {
  @RegisterExtension static final ApiExtension api = new ApiExtension();

  private static final String NIR_OID = "1.2.250.1.213.1.4.8";

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

  @Test
  void phoneAndNationalIdentityOfAPatientAreKeptAndInTheirCopy() {
    String matricule = ApiClient.ins();
    ApiClient.Answer made =
        made(
            "PATIENT",
            Map.of("phone", "+33612345678", "ins", Map.of("matricule", matricule, "oid", NIR_OID)));
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    UUID patient = UUID.fromString(made.body().get("id").asText());

    Identity kept = person(patient).identity();
    assertThat(kept.phone()).isEqualTo("+33612345678");
    assertThat(kept.ins()).isEqualTo(new Ins(matricule, Ins.Kind.NIR));
    ApiClient.Answer copy = signIn(patient).get("/patients/" + patient + "/copy");
    assertThat(copy.status()).as(copy.text()).isEqualTo(200);
    assertThat(copy.text()).contains("+33612345678", matricule, NIR_OID);

    ApiClient.Answer again =
        made("PATIENT", Map.of("ins", Map.of("matricule", matricule, "oid", NIR_OID)));
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.text()).doesNotContain(matricule);
  }

  @Test
  @Tag("C-68")
  void thePatientChangesThePhoneAndAnOperatorWhatTheyVerified() {
    ApiClient.SignedIn patient = api.operator().person("PATIENT");
    String phone = "/people/" + patient.id() + "/phone";
    String ins = "/people/" + patient.id() + "/ins";
    String matricule = ApiClient.ins();
    Map<String, Object> identity = Map.of("matricule", matricule, "oid", NIR_OID);

    assertThat(patient.client().put(phone, Map.of("phone", "+33612345678")).status())
        .isEqualTo(204);
    assertThat(api.operator().put(ins, identity).status()).isEqualTo(204);
    assertThat(api.operator().put(ins, identity).status()).as("again").isEqualTo(204);

    assertThat(toldWithAlerts(patient.id()))
        .isEqualTo(new Identity(null, "+33612345678", new Ins(matricule, Ins.Kind.NIR)))
        .isEqualTo(person(patient.id()).identity());
    assertThat(api.operator().put(phone, Map.of("phone", "+33612345679")).status()).isEqualTo(204);
    assertThat(toldWithAlerts(patient.id()).phone()).isEqualTo("+33612345679");
    assertThat(patient.client().put(phone, Map.of()).status()).isEqualTo(204);
    assertThat(api.operator().delete(ins).status()).isEqualTo(204);
    assertThat(toldWithAlerts(patient.id())).isEqualTo(Identity.NONE);
    assertThat(patient.client().get("/patients/" + patient.id() + "/audit?language=en").body())
        .extracting(line -> line.get("action").asText(), line -> line.get("role").asText())
        .contains(
            tuple("CHANGE_PHONE", "PATIENT"),
            tuple("CHANGE_PHONE", "OPERATOR"),
            tuple("CHANGE_INS", "OPERATOR"));
  }

  @Test
  void aWrongIdentityOrAnothersIsRefusedAndChangesNothing() {
    ApiClient.SignedIn patient = api.operator().person("PATIENT");
    ApiClient.SignedIn other = api.operator().person("PATIENT");
    String ins = "/people/" + patient.id() + "/ins";
    Map<String, Object> sound = Map.of("matricule", ApiClient.ins(), "oid", NIR_OID);
    assertThat(api.operator().put("/people/" + other.id() + "/ins", sound).status()).isEqualTo(204);

    ApiClient.Answer wrongKey =
        api.operator().put(ins, Map.of("matricule", "255081416802539", "oid", NIR_OID));
    assertRefused(wrongKey, "matricule", "255081416802539");
    assertRefused(
        api.operator().put(ins, Map.of("matricule", "255081416802538", "oid", "1.2")),
        "oid",
        "255081416802538");
    assertRefused(
        patient.client().put("/people/" + patient.id() + "/phone", Map.of("phone", "0612345678")),
        "phone",
        "0612345678");
    ApiClient.Answer taken = api.operator().put(ins, sound);
    assertThat(taken.status()).isEqualTo(409);
    assertThat(taken.text()).doesNotContain(String.valueOf(sound.get("matricule")));
    assertThat(patient.client().put(ins, sound).status()).as("by the patient").isEqualTo(403);
    assertThat(other.client().put("/people/" + patient.id() + "/phone", Map.of()).status())
        .as("by another patient")
        .isEqualTo(403);
    assertThat(person(patient.id()).identity()).isEqualTo(Identity.NONE);

    UUID physician = api.operator().person("PHYSICIAN").id();
    String theirs = "/people/" + physician + "/phone";
    assertThat(api.operator().put(theirs, Map.of("phone", "+33612345678")).status())
        .as("of no patient")
        .isEqualTo(404);
  }

  @ParameterizedTest(name = "{1} as phone of a {0}")
  @CsvSource({
    "PATIENT,   0612345678,        phone",
    "PATIENT,   +33 6 12 34 56 78, phone",
    "PATIENT,   +0612345678,       phone",
    "PATIENT,   +12345,            phone",
    "PATIENT,   +1234567890123456, phone",
    "PHYSICIAN, +33612345678,      phone",
  })
  void aPhoneThatCannotBeIsRefused(String role, String phone, String field) {
    assertRefused(made(role, Map.of("phone", phone)), field, phone);
  }

  @ParameterizedTest(name = "{1} of {2} as INS of a {0}")
  @CsvSource({
    "PATIENT,   255081416802539, 1.2.250.1.213.1.4.8, ins.matricule",
    "PATIENT,   2550814168025,   1.2.250.1.213.1.4.8, ins.matricule",
    "PATIENT,   255081416802538, 1.2.250.1.213.1.4.1, ins.oid",
    "PHYSICIAN, 255081416802538, 1.2.250.1.213.1.4.8, ins",
  })
  void anIdentityThatCannotBeIsRefused(String role, String matricule, String oid, String field) {
    assertRefused(
        made(role, Map.of("ins", Map.of("matricule", matricule, "oid", oid))), field, matricule);
  }

  /** Naming the field, without saying again what was sent. */
  private static void assertRefused(ApiClient.Answer answer, String field, String sent) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    assertThat(answer.text()).contains(field + " ").doesNotContain(sent);
  }

  /** Who the patient is to the physician who gets their next alert. */
  private static Identity toldWithAlerts(UUID patient) {
    return api.context().getBean(RecipientDirectory.class).find(patient).orElseThrow().identity();
  }

  private static Person person(UUID id) {
    return api.context().getBean(JdbcPeople.class).find(id).orElseThrow();
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
    return api.client().signIn(person(person).username(), "password of a child");
  }

  private static ApiClient.Answer made(
      String role, String birthDate, @Nullable Map<String, Object> representative) {
    Map<String, Object> said = new HashMap<>();
    said.put("birthDate", birthDate);
    said.put("representative", representative);
    return made(role, said);
  }

  private static ApiClient.Answer made(String role, Map<String, Object> said) {
    Map<String, Object> person = new HashMap<>();
    person.put("username", "born-" + UUID.randomUUID());
    person.put("password", "password of a child");
    person.put("role", role);
    person.put("firstName", "A");
    person.put("lastName", "Person");
    person.putAll(said);
    return api.operator().post("/people", person);
  }
}
