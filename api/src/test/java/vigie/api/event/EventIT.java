package vigie.api.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import vigie.api.ApiClient;
import vigie.api.ApiExtension;

/** Events entered and amended by those who may, and shown to those who may. */
class EventIT {
  @RegisterExtension static final ApiExtension api = new ApiExtension();

  private static final String HOSPITAL = "750000001";

  private ApiClient.SignedIn patient;
  private ApiClient.SignedIn treating;
  private ApiClient.SignedIn nurse;

  @BeforeEach
  void enrol() {
    patient = api.operator().person("PATIENT");
    treating = api.operator().person("PHYSICIAN");
    nurse = api.operator().professional("NURSE", "HOSPITAL", HOSPITAL);
    done(patient.client().put(own("/care-team"), Map.of("treatingPhysician", treating.id())));
    done(patient.client().put(own("/consents/DIET"), Map.of()));
  }

  static Collection<EventKind> kinds() {
    return EventKinds.standard().all();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  @Tag("C-08")
  @Tag("C-11")
  @Tag("C-12")
  @Tag("C-13")
  @Tag("C-14")
  @Tag("C-15")
  @Tag("C-16")
  @Tag("C-39")
  @Tag("C-61")
  void whoMayFeedAKindEntersItAndNobodyElse(EventKind kind) {
    ApiClient.SignedIn representative = representative();
    ApiClient.SignedIn reader = api.operator().professional("PHYSICIAN", "HOSPITAL", "750000003");
    ApiClient.SignedIn other = api.operator().professional("MIDWIFE", "HOSPITAL", "750000004");
    grant(nurse, kind.content().name(), "FEED");
    grant(reader, kind.content().name(), "READ");
    grant(other, kind.id().equals("meal") ? "ALLERGY" : "DIET", "FEED");

    for (ApiClient.SignedIn who : List.of(patient, representative, treating, nurse)) {
      assertThat(enter(who, UUID.randomUUID(), sample(kind)).status()).isEqualTo(201);
    }
    refused(enter(reader, UUID.randomUUID(), sample(kind)), "VERB_NOT_GRANTED");
    refused(enter(other, UUID.randomUUID(), sample(kind)), "CATEGORY_NOT_GRANTED");
    refused(enter(api.operator().person("PHYSICIAN"), UUID.randomUUID(), sample(kind)), "NO_GRANT");
    refused(
        nurse.client().asking(null).put(path(UUID.randomUUID()), sample(kind)), "PURPOSE_MISSING");
    JsonNode shown = reader.client().get(own("/events?kind=" + kind.id())).body().get("events");
    assertThat(shown).hasSize(4);
    assertThat(shown.findValuesAsText("category")).containsOnly(kind.content().name());
    refused(nurse.client().get(own("/events")), "VERB_NOT_GRANTED");
  }

  @Test
  @Tag("C-47")
  void theTreatingPhysicianFeedsWithoutAGrant() {
    ApiClient.Answer entered = enter(treating, UUID.randomUUID(), letter("seen today"));

    assertThat(entered.status()).isEqualTo(201);
    assertThat(patient.client().get(own("/events")).text()).contains("seen today");
  }

  @Test
  @Tag("C-32")
  @Tag("C-95")
  void everyVersionSaysWhoseWordItIsWhoAnswersForItAndOnWhatGround() {
    grant(nurse, "TREATMENT", "FEED");
    Map<String, Object> treatment = treatment("bisoprolol 5 mg");

    JsonNode byPatient = enter(patient, UUID.randomUUID(), treatment).body();
    JsonNode byOther = enter(representative(), UUID.randomUUID(), treatment).body();
    JsonNode byNurse = enter(nurse, UUID.randomUUID(), treatment).body();

    assertThat(provenance(byPatient)).isEqualTo("PATIENT PATIENT_ACCOUNT CONSENT false");
    assertThat(provenance(byOther)).isEqualTo("PATIENT PATIENT_ACCOUNT CONSENT true");
    assertThat(provenance(byNurse)).isEqualTo("PROFESSIONAL PROFESSIONAL_FILE CARE false");
    JsonNode author = byNurse.get("author");
    assertThat(author.get("person").asText()).isEqualTo(nurse.id().toString());
    assertThat(author.get("profession").asText()).isEqualTo("NURSE");
    assertThat(author.get("organisation").asText()).isEqualTo(HOSPITAL);
  }

  @Test
  void anAmendmentKeepsWhatStoodBefore() {
    UUID event = UUID.randomUUID();
    done(enter(patient, event, treatment("bisoprolol 5 mg")));

    Map<String, Object> halved = treatment("bisoprolol 2.5 mg");
    halved.put("amends", 1);
    ApiClient.Answer amended = patient.client().post(path(event) + "/amendments", halved);

    assertThat(amended.status()).as(amended.text()).isEqualTo(201);
    JsonNode file = treating.client().get(path(event)).body();
    assertThat(file.get("event").get("version").asInt()).isEqualTo(2);
    assertThat(file.get("event").get("title").asText()).isEqualTo("bisoprolol 2.5 mg");
    assertThat(file.get("earlier")).hasSize(1);
    assertThat(file.get("earlier").get(0).get("title").asText()).isEqualTo("bisoprolol 5 mg");
    assertThat(titles(treating)).containsExactly("bisoprolol 2.5 mg");
  }

  @Test
  void whatIsEnteredOrAmendedTwiceStandsOnce() {
    UUID event = UUID.randomUUID();
    Map<String, Object> amendment = treatment("second");
    amendment.put("amends", 1);

    assertThat(enter(patient, event, treatment("first")).status()).isEqualTo(201);
    ApiClient.Answer again = enter(patient, event, treatment("first"));
    assertThat(again.status()).isEqualTo(200);
    assertThat(patient.client().post(path(event) + "/amendments", amendment).status())
        .isEqualTo(201);
    ApiClient.Answer amendedAgain = patient.client().post(path(event) + "/amendments", amendment);
    assertThat(amendedAgain.status()).isEqualTo(200);
    assertThat(amendedAgain.body().get("version").asInt()).isEqualTo(2);
    // A first entry that comes late once more changes nothing either.
    assertThat(enter(patient, event, treatment("first")).status()).isEqualTo(200);

    assertThat(enter(patient, event, treatment("other")).status()).isEqualTo(409);
    Map<String, Object> stale = treatment("third");
    stale.put("amends", 1);
    ApiClient.Answer conflict = patient.client().post(path(event) + "/amendments", stale);
    assertThat(conflict.status()).isEqualTo(409);
    assertThat(conflict.body().get("detail").asText()).startsWith("version 2 is the newest");
    assertThat(titles(patient)).containsExactly("second");
    // Somebody else's patient may have an event of the same id.
    ApiClient.SignedIn stranger = api.operator().person("PATIENT");
    assertThat(
            stranger
                .client()
                .put("/patients/" + stranger.id() + "/events/" + event, treatment("mine"))
                .status())
        .isEqualTo(201);
  }

  @Test
  void onlyTheAuthorsSideAmends() {
    grant(nurse, "TREATMENT", "FEED");
    ApiClient.SignedIn colleague = api.operator().professional("NURSE", "HOSPITAL", HOSPITAL);
    ApiClient.SignedIn elsewhere = api.operator().professional("NURSE", "PRACTICE", "750000009");
    grant(colleague, "TREATMENT", "FEED");
    grant(elsewhere, "TREATMENT", "FEED");
    UUID ofNurse = UUID.randomUUID();
    UUID ofPatient = UUID.randomUUID();
    done(enter(nurse, ofNurse, treatment("of the nurse")));
    done(enter(patient, ofPatient, treatment("of the patient")));

    refused(amend(patient, ofNurse, 1), "NOT_THE_AUTHOR");
    refused(amend(treating, ofNurse, 1), "NOT_THE_AUTHOR");
    refused(amend(treating, ofPatient, 1), "NOT_THE_AUTHOR");
    refused(amend(elsewhere, ofNurse, 1), "UNKNOWN_EVENT");
    refused(amend(nurse, ofPatient, 1), "UNKNOWN_EVENT");
    refused(amend(nurse, UUID.randomUUID(), 1), "UNKNOWN_EVENT");
    assertThat(amend(representative(), ofPatient, 1).status()).isEqualTo(201);
    assertThat(amend(colleague, ofNurse, 1).status()).isEqualTo(201);
    assertThat(amend(nurse, ofNurse, 2).status()).isEqualTo(201);
    grant(nurse, "ALLERGY", "FEED");
    refused(amend(nurse, ofNurse, 3), "CATEGORY_NOT_GRANTED");
  }

  @ParameterizedTest
  @Tag("C-12")
  @Tag("C-13")
  @CsvSource({
    "PODIATRIST, discharge-letter, false",
    "PODIATRIST, imaging-result, true",
    "PHARMACIST, prescription, true",
    "PHARMACIST, imaging-result, false",
    "NURSE, operative-report, false",
    "DIETITIAN, laboratory-result, true"
  })
  void aProfessionReadsWhatTheMatrixOpensToIt(String profession, String kind, boolean opened) {
    ApiClient.SignedIn who = api.operator().professional(profession, "PRACTICE", "750000005");
    patient.client().put(own("/grants/" + who.id()), Map.of("categories", List.of("ALL")));
    UUID event = UUID.randomUUID();
    done(enter(treating, event, sample(EventKinds.standard().kind(kind))));

    assertThat(who.client().get(path(event)).status()).isEqualTo(opened ? 200 : 404);
    assertThat(titles(who)).hasSize(opened ? 1 : 0);
  }

  @Test
  @Tag("C-14")
  void whatIsGeneticMustBeNamedByItself() {
    ApiClient.SignedIn physician = api.operator().person("PHYSICIAN");
    UUID event = UUID.randomUUID();
    ApiClient.Answer entered =
        enter(patient, event, sample(EventKinds.standard().kind("genetic-condition")));
    assertThat(entered.body().get("sensitive").asBoolean()).isTrue();

    grant(physician, "ALL", "READ");
    assertThat(physician.client().get(path(event)).status()).isEqualTo(404);
    ApiClient.SignedIn stranger = api.operator().person("PHYSICIAN");
    done(
        stranger
            .client()
            .post(own("/emergency-accesses"), Map.of("kind", "VITAL", "reason", "coma")));
    assertThat(stranger.client().get(path(event)).status()).isEqualTo(404);

    grant(physician, "GENETIC_CONDITION", "READ");
    assertThat(physician.client().get(path(event)).status()).isEqualTo(200);
  }

  @Test
  @Tag("C-16")
  void aCancelledAppointmentSaysWhy() {
    UUID event = UUID.randomUUID();
    Map<String, Object> appointment = sample(EventKinds.standard().kind("appointment"));
    appointment.put("status", "PLANNED");
    done(enter(patient, event, appointment));
    appointment.put("status", "CANCELLED");
    appointment.put("amends", 1);

    ApiClient.Answer silent = patient.client().post(path(event) + "/amendments", appointment);
    appointment.put("statusReason", "the physician is ill");
    done(patient.client().post(path(event) + "/amendments", appointment));

    assertThat(silent.status()).isEqualTo(422);
    assertThat(silent.body().get("detail").asText()).startsWith("statusReason");
    JsonNode shown = treating.client().get(path(event)).body().get("event");
    assertThat(shown.get("statusReason").asText()).isEqualTo("the physician is ill");
    assertThat(shown.get("details").get("place").asText()).isNotEmpty();
  }

  @Test
  @Tag("C-15")
  void thePatientSeesWhomTheyConsultedAndWhatFor() {
    visit(patient, "consultation", "knee", Map.of("professional", "Dr Martin"));
    visit(treating, "appointment", "control", Map.of("place", "room 4", "purpose", "new drug"));

    JsonNode list = patient.client().get(own("/professionals?language=en")).body();

    assertThat(list.get("uses")).isNotEmpty();
    assertThat(list.get("professionals"))
        .extracting(
            one -> one.get("name").asText(),
            one -> one.get("professional").asText(),
            one -> one.get("purposes").get(0).asText())
        .containsExactlyInAnyOrder(
            tuple("Dr Martin", "null", "knee"),
            tuple("A Person", treating.id().toString(), "new drug"));
    assertThat(representative().client().get(own("/professionals")).status()).isEqualTo(200);
    refused(treating.client().get(own("/professionals")), "NOT_THE_PATIENT");
  }

  @Test
  void aMealIsTakenInWithConsentToTheDietOnly() {
    done(patient.client().delete(own("/consents/DIET")));

    ApiClient.Answer refused =
        enter(patient, UUID.randomUUID(), sample(EventKinds.standard().kind("meal")));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body().get("detail").asText()).contains("consented", "DIET");
  }

  @ParameterizedTest
  @CsvSource({
    "kind, diagnosis, kind",
    "title, '  ', title",
    "from, 1700-01-01T00:00:00Z, from",
    "until, 2020-01-01T00:00:00Z, until",
    "statusReason, ' ', statusReason",
    "amends, 1, amends"
  })
  void whatBreaksARuleIsRefusedByTheFieldsName(String field, String value, String named) {
    Map<String, Object> event = treatment("bisoprolol");
    event.put(field, field.equals("amends") ? Integer.valueOf(value) : value);

    ApiClient.Answer answer = enter(patient, UUID.randomUUID(), event);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body().get("detail").asText()).startsWith(named);
  }

  @Test
  void whatLacksAFieldIsRefusedByTheFieldsName() {
    ApiClient.Answer answer = enter(patient, UUID.randomUUID(), Map.of("kind", "treatment"));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body().get("detail").asText()).startsWith("title");
  }

  @Test
  void aListIsPagedWithoutGapOrRepeatWhileNewOnesArrive() {
    for (int i = 0; i < 25; i++) {
      Map<String, Object> event = treatment("number " + i);
      // Several at one time: the id decides their order.
      event.put("from", "2026-03-%02dT08:00:00Z".formatted(1 + i / 3));
      done(enter(patient, UUID.randomUUID(), event));
    }
    List<String> titles = new ArrayList<>();
    String next = "";
    while (next != null) {
      JsonNode page = treating.client().get(own("/events?limit=4" + next)).body();
      page.get("events").forEach(event -> titles.add(event.get("title").asText()));
      next = page.hasNonNull("next") ? "&cursor=" + page.get("next").asText() : null;
      Map<String, Object> late = treatment("late");
      late.put("from", "2026-04-01T08:00:00Z");
      done(enter(patient, UUID.randomUUID(), late));
    }

    assertThat(titles).hasSize(25).doesNotHaveDuplicates().doesNotContain("late");
    assertThat(treating.client().get(own("/events?cursor=x")).status()).isEqualTo(422);
  }

  private ApiClient.SignedIn representative() {
    ApiClient.SignedIn representative = api.operator().person("REPRESENTATIVE");
    done(
        patient
            .client()
            .put(
                own("/mandates/" + representative.id()),
                Map.of(
                    "scopes",
                    List.of("READ", "DAILY_LIFE"),
                    "basis",
                    "SIGNED_MANDATE",
                    "proof",
                    "deed 1",
                    "until",
                    "2099-01-01T00:00:00Z")));
    return representative;
  }

  private void grant(ApiClient.SignedIn who, String category, String verb) {
    done(
        patient
            .client()
            .put(
                own("/grants/" + who.id()),
                Map.of("categories", List.of(category), "verbs", List.of(verb))));
  }

  private ApiClient.Answer enter(ApiClient.SignedIn who, UUID event, Map<String, Object> content) {
    return who.client().put(path(event), content);
  }

  private void visit(
      ApiClient.SignedIn who, String kind, String title, Map<String, String> details) {
    Map<String, Object> visit = sample(EventKinds.standard().kind(kind));
    visit.put("title", title);
    visit.put("details", details);
    done(enter(who, UUID.randomUUID(), visit));
  }

  private ApiClient.Answer amend(ApiClient.SignedIn who, UUID event, int version) {
    Map<String, Object> content = treatment("amended from " + version);
    content.put("amends", version);
    return who.client().post(path(event) + "/amendments", content);
  }

  private List<String> titles(ApiClient.SignedIn who) {
    return who.client().get(own("/events")).body().findValuesAsText("title");
  }

  private String own(String path) {
    return "/patients/" + patient.id() + path;
  }

  private String path(UUID event) {
    return own("/events/" + event);
  }

  private static Map<String, Object> treatment(String title) {
    Map<String, Object> event = new HashMap<>();
    event.put("kind", "treatment");
    event.put("title", title);
    event.put("from", "2026-03-02T08:00:00Z");
    event.put("code", Map.of("system", "ATC", "value", "C07AB07"));
    return event;
  }

  private static Map<String, Object> letter(String title) {
    Map<String, Object> event = new HashMap<>();
    event.put("kind", "liaison-letter");
    event.put("title", title);
    event.put("from", "2026-03-02T08:00:00Z");
    return event;
  }

  private static Map<String, Object> sample(EventKind kind) {
    Map<String, Object> event = new HashMap<>();
    event.put("kind", kind.id());
    event.put("title", "a " + kind.id());
    event.put("text", "as found");
    event.put("from", "2026-03-02T08:00:00Z");
    Map<String, String> details = new HashMap<>();
    kind.details().forEach(name -> details.put(name, "of the " + name));
    event.put("details", details);
    return event;
  }

  private static String provenance(JsonNode event) {
    return event.get("origin").asText()
        + " "
        + event.get("controller").asText()
        + " "
        + event.get("legalBasis").asText()
        + " "
        + event.get("author").get("onBehalf").asText();
  }

  private static void refused(ApiClient.Answer answer, String reason) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(403);
    assertThat(answer.body().get("detail").asText()).startsWith(reason + ":");
  }

  private static void done(ApiClient.Answer answer) {
    assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
  }
}
