package vigie.api.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.alert.AlertTransition;
import vigie.alert.Notification;
import vigie.alert.Notification.Role;
import vigie.alert.Severity;
import vigie.api.access.ContactLevel;
import vigie.api.people.Identity;
import vigie.api.people.Ins;
import vigie.reading.MetricCatalogue;
import vigie.reading.PatientId;
import vigie.reading.Quality;

class MessageTextTest {
  private static final PatientId PATIENT = new PatientId(new UUID(1, 1));
  private static final UUID DOCTOR = new UUID(1, 2);
  private static final UUID FRIEND = new UUID(1, 3);
  private static final Recipient ALICE =
      NotificationFixture.person(PATIENT.value(), "Alice", "fr", "alice@mail.test");
  private static final Recipient IDENTIFIED =
      new Recipient(
          PATIENT.value(),
          "Alice",
          "Martin",
          "fr",
          null,
          null,
          null,
          false,
          Set.of(),
          new Identity(
              LocalDate.of(1951, 3, 7), "+33612345678", new Ins("255081416802538", Ins.Kind.NIR)));
  private static final MessageLinks LINKS =
      new MessageLinks("http://vigie.test/alerts/a", "http://vigie.test/trend");

  private static MessageText.Text text(Role role, Words words, Severity severity) {
    Notification notification =
        NotificationFixture.to(
            role == Role.EMERGENCY_CONTACT ? FRIEND : DOCTOR, role, severity, PATIENT);
    return text(notification, words, ALICE, ContactLevel.NONE);
  }

  private static MessageText.Text text(
      Notification notification, Words words, @Nullable Recipient patient, ContactLevel level) {
    return MessageText.of(notification, words, patient, List.of(), LINKS, level, false);
  }

  private static MessageText.Text toContact(Words words, ContactLevel level, boolean masked) {
    return MessageText.of(
        NotificationFixture.to(FRIEND, Role.EMERGENCY_CONTACT, Severity.CRITICAL, PATIENT),
        words,
        ALICE,
        List.of(),
        LINKS,
        level,
        masked);
  }

  @Test
  void thePhysicianIsToldEverythingInFrench() {
    Words words = Words.FRENCH.in(ZoneId.of("Europe/Paris"));
    MessageText.Text text = text(Role.TREATING_PHYSICIAN, words, Severity.CRITICAL);
    assertThat(text.subject()).isEqualTo("Vigie : alerte CRITIQUE");
    assertThat(text.body())
        .contains("Patient : Alice Martin")
        .contains("Joindre le patient : alice@mail.test\n")
        .contains("Constat : fréquence cardiaque 142,5 /min (limite : ≥ 131 /min)")
        .contains("HR-2 version 1")
        .contains("Pire valeur : 150 /min")
        .contains(
            "Depuis : 22/11/2026 02:20:00 (heure de Paris), 2026-11-22 01:20:00 UTC, soit 5 min")
        .contains("Mesuré : 22/11/2026 02:25:00 (heure de Paris)")
        .contains("Reçu : 22/11/2026 02:25:02")
        .contains("Âge de la mesure : 1 s")
        .contains("Évolution : http://vigie.test/trend")
        .contains("Qualité : mesure valide, reçue après 2 s")
        .contains("http://vigie.test/alerts/a")
        .contains("Message automatique, ce n'est pas un diagnostic.");
  }

  @Test
  void whereDoubtfulReadingsConfirmedTheMessageSaysSo() {
    AlertTransition alert = NotificationFixture.tachycardia(PATIENT, Severity.HIGH);
    AlertTransition doubtful =
        NotificationFixture.with(
            alert,
            Quality.VALID,
            Quality.QUESTIONABLE,
            Quality.TIME_ESTIMATED,
            Quality.QUESTIONABLE);

    assertThat(toPhysician(doubtful, Words.FRENCH))
        .contains(
            "Qualité : mesure douteuse, reçue après 2 s ; 4 mesures à l'appui,"
                + " dont 2 douteuses, dont 1 à l'heure estimée");
    assertThat(toPhysician(doubtful, Words.ENGLISH))
        .contains(
            "Quality: questionable reading, received after 2 s; resting on 4 readings,"
                + " of which 2 questionable, of which 1 at an estimated time");
    assertThat(toPhysician(alert, Words.ENGLISH))
        .contains("Quality: valid reading, received after 2 s; resting on 1 reading\n");
  }

  private static String toPhysician(AlertTransition alert, Words words) {
    Notification notification = NotificationFixture.of(alert, DOCTOR, Role.TREATING_PHYSICIAN);
    return MessageText.of(notification, words, ALICE, List.of(), LINKS, ContactLevel.NONE, false)
        .body();
  }

  @Test
  void timesAreThoseOfTheZoneThatIsSetBesideUtc() {
    Words words = Words.ENGLISH.in(ZoneId.of("America/Port_of_Spain"));
    assertThat(words.time(NotificationFixture.ONSET))
        .isEqualTo("21/11/2026 21:20:00 (Port of Spain time), 2026-11-22 01:20:00 UTC");
    assertThat(Words.ENGLISH.time(NotificationFixture.ONSET)).isEqualTo("2026-11-22 01:20:00 UTC");
  }

  @Test
  void thePhysicianIsToldEverythingInEnglish() {
    MessageText.Text text = text(Role.TREATING_PHYSICIAN, Words.ENGLISH, Severity.HIGH);
    assertThat(text.subject()).isEqualTo("Vigie: alert HIGH");
    assertThat(text.body())
        .contains("Finding: heart rate 142.5 /min (limit: ≥ 131 /min)")
        .contains("for 5 min")
        .contains("Automatic message, not a diagnosis.");
  }

  @Test
  void thePatientIsToldTheFindingAndWhatToDo() {
    MessageText.Text text = text(Role.PATIENT, Words.FRENCH, Severity.CRITICAL);
    assertThat(text.subject()).isEqualTo("Vigie : alerte CRITIQUE");
    assertThat(text.body())
        .contains("Constat : fréquence cardiaque 142,5 /min (limite : ≥ 131 /min)")
        .contains("Mesuré : 2026-11-22 01:25:00 UTC\nReçu : 2026-11-22 01:25:02 UTC\n")
        .contains("Âge de la mesure : 1 s")
        .contains("En cas de malaise, appelez le 15 ou le 112.")
        .contains("Confirmez que vous l'avez vue : http://vigie.test/alerts/a")
        .doesNotContain("HR-2");
  }

  @ParameterizedTest
  @CsvSource({
    "fr, BP-5a, true, Avez-vous une douleur dans la poitrine ou le dos",
    "fr, BP-5a, true, appelez le 15 ou le 112 sans attendre",
    "en, BP-5b, true, Do you have pain in the chest or back",
    "en, BP-5b, true, call 15 or 112 without waiting",
    "en, BP-4, false, Do you have pain"
  })
  void thePatientOfAVeryHighBloodPressureIsAskedForSymptoms(
      String language, String rule, boolean asked, String words) {
    Notification notification =
        NotificationFixture.of(
            NotificationFixture.hypertension(PATIENT, rule), FRIEND, Role.PATIENT);
    String body =
        MessageText.of(
                notification, Words.of(language), ALICE, List.of(), LINKS, ContactLevel.NONE, false)
            .body();

    assertThat(body.contains(words)).isEqualTo(asked);
  }

  @Test
  void thePatientOfAMilderAlertIsNotSentToTheEmergencyNumber() {
    MessageText.Text text = text(Role.PATIENT, Words.ENGLISH, Severity.MEDIUM);
    assertThat(text.body())
        .contains("Finding: heart rate 142.5 /min")
        .contains("Confirm that you have seen it: http://vigie.test/alerts/a")
        .doesNotContain("112");
  }

  @Test
  void whoeverStandsInIsToldWhatThePhysicianIsTold() {
    assertThat(text(Role.SUBSTITUTE, Words.FRENCH, Severity.CRITICAL))
        .isEqualTo(text(Role.TREATING_PHYSICIAN, Words.FRENCH, Severity.CRITICAL));
  }

  @ParameterizedTest
  @ValueSource(strings = {"fr", "en"})
  @Tag("C-29")
  void anOperatorLearnsIdsOnly(String language) {
    MessageText.Text text = text(Role.OPERATOR, Words.of(language), Severity.CRITICAL);
    assertThat(text.body()).contains(PATIENT.toString());
    assertThat(text.subject() + text.body())
        .doesNotContain("Alice")
        .doesNotContainIgnoringCase("cardia")
        .doesNotContainIgnoringCase("heart")
        .doesNotContain("HR-2")
        .doesNotContain("142")
        .doesNotContain("http");
  }

  @Test
  void thePatientLearnsWhichDeviceAndIsNotSentToTheEmergencyNumber() {
    Notification notification =
        NotificationFixture.of(NotificationFixture.silence(PATIENT), PATIENT.value(), Role.PATIENT);
    MessageText.Text text = text(notification, Words.FRENCH, ALICE, ContactLevel.NONE);
    assertThat(text.body())
        .contains("Constat : appareil silencieux depuis 20 min (limite : ≥ 20 min)")
        .contains("Appareil : cgm-1")
        .doesNotContain("112");
  }

  @ParameterizedTest
  @CsvSource({
    "fr, 'glucose interstitiel, aucune valeur depuis'",
    "en, 'interstitial glucose, no value for'",
  })
  void whatIsMissingIsCalledByItsName(String language, String name) {
    assertThat(Words.of(language).metric(MetricCatalogue.standard().metric("missing-glucose-cgm")))
        .isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fr", "en"})
  void anOperatorIsToldOfADeviceByItsName(String language) {
    Notification notification =
        NotificationFixture.of(
            NotificationFixture.silence(PATIENT), Notification.OPERATORS, Role.OPERATOR);
    MessageText.Text text = text(notification, Words.of(language), null, ContactLevel.NONE);
    assertThat(text.body())
        .contains("cgm-1")
        .contains(PATIENT.toString())
        .doesNotContain("TK-2a")
        .doesNotContain("silen")
        .doesNotContain("http");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fr", "en"})
  @Tag("C-24")
  void theEmergencyContactLearnsNoHealthData(String language) {
    MessageText.Text text = text(Role.EMERGENCY_CONTACT, Words.of(language), Severity.CRITICAL);
    assertThat(text.body()).contains("Alice").contains("15").contains("112");
    assertThat(text.subject() + text.body())
        .doesNotContainIgnoringCase("martin")
        .doesNotContainIgnoringCase("cardia")
        .doesNotContainIgnoringCase("heart")
        .doesNotContainIgnoringCase("HR-2")
        .doesNotContain("142")
        .doesNotContain("131")
        .doesNotContain("http")
        .doesNotContain(PATIENT.toString());
  }

  @Test
  @Tag("C-24")
  void theEmergencyContactsWebhookHoldsTheTextAndNothingElse() {
    Notification notification =
        NotificationFixture.to(FRIEND, Role.EMERGENCY_CONTACT, Severity.CRITICAL, PATIENT);
    Recipient friend = NotificationFixture.person(FRIEND, "Bob", "en", null);
    String json =
        JsonMessages.of(
                notification,
                friend,
                ALICE,
                List.of(),
                "http://vigie.test",
                ZoneOffset.UTC,
                ContactLevel.NONE,
                false)
            .json();
    assertThat(json)
        .contains("\"text\":\"This is the monitoring service of Alice.")
        .doesNotContain("alert\":")
        .doesNotContain("heart")
        .doesNotContain("142")
        .doesNotContain("http")
        .doesNotContain(PATIENT.toString())
        .doesNotContain(notification.alert().alert().toString());
  }

  @Test
  @Tag("C-24")
  void theEmergencyContactLearnsWhatThePatientOpenedAndNoMore() {
    assertThat(toContact(Words.FRENCH, ContactLevel.CATEGORY, false).body())
        .contains("Elle concerne : fréquence cardiaque\nContactez Alice maintenant")
        .doesNotContain("142", "131", "HR-2", "http", "Martin", "alice@mail.test");
    assertThat(toContact(Words.ENGLISH, ContactLevel.VALUE, false).body())
        .contains("It is about: heart rate\n")
        .contains("Finding: heart rate 142.5 /min (limit: ≥ 131 /min)\nPlease contact Alice")
        .doesNotContain("HR-2", "http", "Martin", "alice@mail.test");
  }

  @Test
  @Tag("C-24")
  void whatThePatientMasksStaysHiddenFromTheEmergencyContactAtEveryLevel() {
    assertThat(toContact(Words.FRENCH, ContactLevel.VALUE, true))
        .isEqualTo(toContact(Words.FRENCH, ContactLevel.NONE, false));
  }

  @Test
  void ofADeviceTheEmergencyContactLearnsNothingAtAnyLevel() {
    Notification silence =
        NotificationFixture.of(
            NotificationFixture.silence(PATIENT), FRIEND, Role.EMERGENCY_CONTACT);
    assertThat(text(silence, Words.ENGLISH, ALICE, ContactLevel.VALUE))
        .isEqualTo(toContact(Words.ENGLISH, ContactLevel.NONE, false));
  }

  @Test
  void anAddressThatNobodyProvedIsSaidToBeUnproven() {
    Recipient unproven =
        new Recipient(
            PATIENT.value(),
            "Alice",
            "Martin",
            "fr",
            "a@b.test",
            null,
            null,
            false,
            Set.of(),
            Identity.NONE);
    Notification notification =
        NotificationFixture.to(DOCTOR, Role.TREATING_PHYSICIAN, Severity.HIGH, PATIENT);
    assertThat(text(notification, Words.ENGLISH, unproven, ContactLevel.NONE).body())
        .contains("Patient's contact: a@b.test (address not verified)");
    Recipient none = NotificationFixture.person(PATIENT.value(), "Alice", "fr", null);
    assertThat(text(notification, Words.ENGLISH, none, ContactLevel.NONE).body())
        .doesNotContain("contact");
  }

  @ParameterizedTest
  @CsvSource({
    "fr, Patient : Alice Martin, Date de naissance : 07/03/1951, INS : 255081416802538 (NIR),"
        + " Téléphone du patient : +33612345678",
    "en, Patient: Alice Martin, Date of birth: 07/03/1951, INS: 255081416802538 (NIR),"
        + " Patient's phone: +33612345678"
  })
  void thePhysicianIsToldWhoThePatientIsAndWhereToCallThem(
      String language, String name, String birth, String ins, String phone) {
    Notification notification =
        NotificationFixture.to(DOCTOR, Role.TREATING_PHYSICIAN, Severity.HIGH, PATIENT);
    assertThat(text(notification, Words.of(language), IDENTIFIED, ContactLevel.NONE).body())
        .contains(String.join("\n", name, birth, ins, phone) + "\n");
    assertThat(text(notification, Words.of(language), ALICE, ContactLevel.NONE).body())
        .contains(name + "\n")
        .doesNotContain("INS", "1951", "+336", birth.substring(0, 8), phone.substring(0, 11));
  }

  @ParameterizedTest
  @CsvSource({"TREATING_PHYSICIAN, true", "SUBSTITUTE, true", "PATIENT, false"})
  void thePatientsIdentityGoesToPhysiciansOnly(Role role, boolean told) {
    for (boolean masked : List.of(false, true)) {
      String json = json(role, ContactLevel.VALUE, masked);
      for (String part : List.of("255081416802538", "+33612345678", "1951")) {
        assertThat(json.contains(part)).as(json).isEqualTo(told && !masked);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(ContactLevel.class)
  @Tag("C-24")
  @Tag("C-29")
  void theEmergencyContactAndTheOperatorLearnNothingOfThePatientsIdentity(ContactLevel level) {
    for (Role role : List.of(Role.EMERGENCY_CONTACT, Role.OPERATOR)) {
      assertThat(json(role, level, false)).doesNotContain("255081416802538", "+336", "1951", "INS");
    }
  }

  private static String json(Role role, ContactLevel level, boolean masked) {
    return JsonMessages.of(
            NotificationFixture.to(FRIEND, role, Severity.CRITICAL, PATIENT),
            NotificationFixture.person(FRIEND, "Bob", "en", null),
            IDENTIFIED,
            List.of(),
            "http://vigie.test",
            ZoneOffset.UTC,
            level,
            masked)
        .json();
  }

  @Test
  void theTrendIsOfWhatAValueIsMadeOfAndOfNoDevice() {
    MessageLinks links =
        MessageLinks.of(
            "http://vigie.test", NotificationFixture.tachycardia(PATIENT, Severity.HIGH));
    assertThat(links.trend())
        .isEqualTo(
            "http://vigie.test/patients/"
                + PATIENT
                + "/timeline?metric=heart-rate&from=2026-11-21T01:20:00Z&to=2026-11-22T02:25:00Z");
    assertThat(MessageLinks.of("http://vigie.test", NotificationFixture.silence(PATIENT)).trend())
        .isNull();
  }

  @Test
  void aNameCannotAddALine() {
    assertThat(MessageText.oneLine("Al\r\nBcc: x@y")).isEqualTo("Al Bcc: x@y");
  }
}
