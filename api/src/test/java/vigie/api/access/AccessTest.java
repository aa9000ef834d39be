package vigie.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import vigie.reading.Category;
import vigie.reading.DeviceId;

/** Who may do and see what. */
class AccessTest {
  private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
  private static final UUID PATIENT = id(1);
  private static final UUID TREATING = id(2);
  private static final UUID CONTACT = id(3);
  private static final UUID GRANTEE = id(4);
  private static final UUID STRANGER = id(5);

  private static final Matrix MATRIX = Matrix.load("charter-1");

  private static final PatientRights RIGHTS =
      rights(
          CONTACT,
          Set.of(Category.HEART_RATE, Category.BLOOD_GLUCOSE, Category.CYCLE),
          new Grant(
              new Grantee.Person(GRANTEE),
              Set.of(Verb.READ),
              Set.of(ContentKind.HEART_RATE, ContentKind.SLEEP),
              Instant.MIN,
              null));

  @ParameterizedTest
  @CsvSource({
    "patient,  READ_ALERTS, true",
    "treating, READ_ALERTS, true",
    "grantee,  READ_ALERTS, false",
    "stranger, READ_ALERTS, false",
  })
  void thatAPatientHasADeviceIsForThePatientAndTheTreatingPhysicianOnly(
      String actor, Action action, boolean shown) {
    assertThat(decide(actor(actor), action, RIGHTS, NOW).shows(Set.of())).isEqualTo(shown);
  }

  /** One line per kind of person and action: the whole table of promises. */
  @ParameterizedTest(name = "{0} asking for {1} is answered {2}")
  @CsvSource({
    "patient,   READ_TIMELINE,     OWN_DATA",
    "treating,  READ_TIMELINE,     TREATING_PHYSICIAN",
    "grantee,   READ_TIMELINE,     GRANTED",
    "contact,   READ_TIMELINE,     EMERGENCY_CONTACT_SEES_NOTHING",
    "operator,  READ_TIMELINE,     OPERATOR_SEES_NO_VALUES",
    "stranger,  READ_TIMELINE,     NO_GRANT",
    "other,     READ_TIMELINE,     NO_GRANT",
    "patient,   WATCH_PATIENT,     OWN_DATA",
    "other,     WATCH_PATIENT,     NO_GRANT",
    "contact,   WATCH_PATIENT,     EMERGENCY_CONTACT_SEES_NOTHING",
    "treating,  ACKNOWLEDGE_ALERT, TREATING_PHYSICIAN",
    "grantee,   ACKNOWLEDGE_ALERT, GRANTED",
    "patient,   ACKNOWLEDGE_ALERT, NOT_A_PHYSICIAN",
    "contact,   ACKNOWLEDGE_ALERT, NOT_A_PHYSICIAN",
    "stranger,  ACKNOWLEDGE_ALERT, NO_GRANT",
    "treating,  DECLINE_ALERT,     TREATING_PHYSICIAN",
    "grantee,   PAUSE_ALERT,       GRANTED",
    "patient,   PAUSE_ALERT,       NOT_A_PHYSICIAN",
    "contact,   DECLINE_ALERT,     NOT_A_PHYSICIAN",
    "treating,  TRY_RULE,          TREATING_PHYSICIAN",
    "grantee,   TRY_RULE,          GRANTED",
    "stranger,  TRY_RULE,          NO_GRANT",
    "operator,  TRY_RULE,          OPERATOR_SEES_NO_VALUES",
    "patient,   CONFIRM_ALERT,     OWN_DATA",
    "treating,  CONFIRM_ALERT,     NOT_THE_PATIENT",
    "patient,   CANCEL_ALERT,      OWN_DATA",
    "other,     CANCEL_ALERT,      NOT_THE_PATIENT",
    "contact,   CANCEL_ALERT,      NOT_THE_PATIENT",
    "patient,   CHANGE_CONSENTS,   OWN_DATA",
    "treating,  CHANGE_CONSENTS,   NOT_THE_PATIENT",
    "operator,  CHANGE_CONSENTS,   OPERATOR_SEES_NO_VALUES",
    "other,     CHANGE_CONSENTS,   NOT_THE_PATIENT",
    "patient,   READ_AUDIT,        OWN_DATA",
    "treating,  READ_AUDIT,        NOT_THE_PATIENT",
    "patient,   READ_OWN_REJECTED, OWN_DATA",
    "treating,  READ_OWN_REJECTED, NOT_THE_PATIENT",
    "operator,  READ_OWN_REJECTED, OPERATOR_SEES_NO_VALUES",
    "patient,   READ_OWN_DELIVERIES, OWN_DATA",
    "treating,  READ_OWN_DELIVERIES, NOT_THE_PATIENT",
    "patient,   SEND_READINGS,     OWN_DATA",
    "treating,  SEND_READINGS,     TREATING_PHYSICIAN",
    "grantee,   SEND_READINGS,     VERB_NOT_GRANTED",
    "other,     SEND_READINGS,     NO_GRANT",
    "operator,  SEND_READINGS,     OPERATOR_SEES_NO_VALUES",
    "treating,  CHANGE_LIMITS,     TREATING_PHYSICIAN",
    "patient,   CHANGE_LIMITS,     NOT_TREATING_PHYSICIAN",
    "grantee,   CHANGE_LIMITS,     NOT_TREATING_PHYSICIAN",
    "patient,   READ_LIMITS,       OWN_DATA",
    "treating,  READ_LIMITS,       TREATING_PHYSICIAN",
    "grantee,   READ_FLAGS,        NOT_TREATING_PHYSICIAN",
    "dpo,       READ_TIMELINE,     DPO_SEES_NO_VALUES",
    "patient,   CHANGE_MANDATES,   OWN_DATA",
    "treating,  CHANGE_MASKS,      NOT_THE_PATIENT",
    "stranger,  OPEN_EMERGENCY,    HEALTH_PROFESSIONAL",
    "contact,   OPEN_EMERGENCY,    NOT_A_HEALTH_PROFESSIONAL",
    "stranger,  PROPOSE_EPISODE,   HEALTH_PROFESSIONAL",
    "other,     PROPOSE_EPISODE,   NOT_A_HEALTH_PROFESSIONAL",
  })
  void theAnswerDependsOnWhoAsksAndForWhat(String who, Action action, Reason reason) {
    assertThat(decide(actor(who), action, RIGHTS, NOW).reason()).isEqualTo(reason);
  }

  @ParameterizedTest(name = "{0} asking for {1} is answered {2}")
  @CsvSource({
    "operator,  CREATE_PERSON,  true",
    "operator,  READ_REJECTED,  true",
    "treating,  READ_REJECTED,  false",
    "operator,  READ_DELIVERIES, true",
    "patient,   READ_DELIVERIES, false",
    "operator,  READ_DELAYS, true",
    "patient,   READ_DELAYS, true",
    "contact,   READ_DELAYS, true",
    "operator,  RUN_DRILL, true",
    "treating,  RUN_DRILL, false",
    "patient,   READ_DRILLS, false",
    "operator,  READ_UNREACHABLE, true",
    "treating,  READ_UNREACHABLE, false",
    "operator,  REPLAY_REJECTED, true",
    "patient,   REPLAY_REJECTED, false",
    "operator,  READ_RULES,     true",
    "stranger,  READ_RULES,     true",
    "patient,   READ_RULES,     false",
    "contact,   READ_RULES,     false",
    "operator,  CHANGE_RULES,   true",
    "dpo,       REVIEW_EMERGENCIES, true",
    "operator,  REVIEW_EMERGENCIES, false",
    "dpo,       READ_REJECTED,  false",
    "treating,  CHANGE_RULES,   false",
    "patient,   CHANGE_RULES,   false",
    "patient,   CREATE_PERSON,  false",
    "treating,  CREATE_PERSON,  false",
    "treating,  READ_WORKLIST,  true",
    "patient,   READ_WORKLIST,  false",
    "contact,   WATCH_WORKLIST, false",
    "operator,  READ_WORKLIST,  false",
  })
  void someActionsConcernNoSinglePatient(String who, Action action, boolean allowed) {
    assertThat(Access.decide(actor(who), Purpose.FOLLOW_UP, action).allowed()).isEqualTo(allowed);
  }

  @ParameterizedTest(name = "{0} asking for {1} of the patient's account is answered {2}")
  @CsvSource({
    "patient,   CHANGE_CHANNEL, OWN_ACCOUNT",
    "operator,  CHANGE_CHANNEL, NOT_THE_PERSON",
    "treating,  CHANGE_CHANNEL, NOT_THE_PERSON",
    "patient,   WATCH_MESSAGES, OWN_ACCOUNT",
    "operator,  WATCH_MESSAGES, NOT_THE_PERSON",
    "treating,  WATCH_MESSAGES, NOT_THE_PERSON",
    "patient,   VERIFY_CHANNEL, OWN_ACCOUNT",
    "operator,  VERIFY_CHANNEL, OPERATOR_DUTY",
    "treating,  VERIFY_CHANNEL, NOT_THE_PERSON",
    "operator,  READ_CHANNELS,  OPERATOR_DUTY",
    "stranger,  READ_CHANNELS,  NOT_THE_PERSON",
  })
  void anAccountIsItsOwners(String who, Action action, Reason reason) {
    assertThat(Access.decide(actor(who), action, PATIENT).reason()).isEqualTo(reason);
  }

  @Test
  void aDeviceSendsUnderItsOwnNameOnly() {
    DeviceId strap = new DeviceId("strap-1");

    assertThat(Access.decide(strap, "strap-1").reason()).isEqualTo(Reason.OWN_DEVICE);
    assertThat(Access.decide(strap, "strap-2").reason()).isEqualTo(Reason.NOT_THE_DEVICE);
    assertThat(Access.decide(strap, "strap-2").allowed()).isFalse();
  }

  @Tag("C-21")
  @Tag("C-38")
  @ParameterizedTest
  @EnumSource(
      value = Action.class,
      names = {
        "CHANGE_CARE_TEAM",
        "CHANGE_CONSENTS",
        "CHANGE_GRANTS",
        "CHANGE_DEVICES",
        "BIND_UNDERSTOOD",
        "CHANGE_MASKS",
        "CHANGE_EPISODES",
        "CHANGE_MANDATES",
        "CHANGE_OPPOSITION",
        "CHANGE_RESTRICTIONS",
        "CHANGE_OBJECTIONS"
      })
  void onlyThePatientChangesRights(Action action) {
    for (String who : Set.of("treating", "grantee", "contact", "operator", "stranger", "other")) {
      assertThat(decide(actor(who), action, RIGHTS, NOW).allowed()).as(who).isFalse();
    }
    assertThat(decide(actor("patient"), action, RIGHTS, NOW).allowed()).isTrue();
  }

  @Tag("C-29")
  @ParameterizedTest
  @EnumSource(
      value = Action.class,
      names = {
        "READ_CHANNELS",
        "VERIFY_CHANNEL",
        "CHANGE_CHANNEL",
        "CREATE_PERSON",
        "READ_REJECTED",
        "REPLAY_REJECTED",
        "READ_UNREACHABLE",
        "READ_DRILLS",
        "RUN_DRILL",
        "READ_DELAYS",
        "READ_DELIVERIES",
        "REVIEW_EMERGENCIES",
        "READ_WORKLIST",
        "WATCH_WORKLIST"
      },
      mode = EnumSource.Mode.EXCLUDE)
  void anOperatorNeverSeesAnythingOfAPatientNotEvenByAGrant(Action action) {
    Actor operator = new Actor(GRANTEE, Role.OPERATOR);

    assertThat(decide(operator, action, RIGHTS, NOW).allowed()).isFalse();
  }

  @Test
  @Tag("C-22")
  void theTreatingPhysicianSeesWhatThePatientConsentedToAndNothingElse() {
    Decision decision = decide(actor("treating"), Action.READ_LATEST, RIGHTS, NOW);

    assertThat(decision.visible())
        .filteredOn(ContentKind::isReading)
        .containsExactlyInAnyOrder(
            ContentKind.HEART_RATE, ContentKind.BLOOD_GLUCOSE, ContentKind.CYCLE);
  }

  /** One line per kind of person and action on an alert that they were told of. */
  @ParameterizedTest(name = "{0} told of an alert, asking for {1}, is answered {2}")
  @CsvSource({
    "substitute, READ_ALERT,        STANDS_IN",
    "substitute, ACKNOWLEDGE_ALERT, STANDS_IN",
    "substitute, DECLINE_ALERT,     STANDS_IN",
    "substitute, PAUSE_ALERT,       NO_GRANT",
    "substitute, CONFIRM_ALERT,     NO_GRANT",
    "substitute, READ_ALERTS,       NO_GRANT",
    "substitute, READ_TIMELINE,     NO_GRANT",
    "stranger,   READ_ALERT,        NO_GRANT",
    "contact,    READ_ALERT,        NO_GRANT",
    "operator,   READ_ALERT,        NO_GRANT",
  })
  void whoStandsInReadsAndAnswersOneAlert(String who, Action action, Reason reason) {
    UUID substitute = id(6);
    PatientRights rights =
        new PatientRights(
            PATIENT,
            1,
            TREATING,
            CONTACT,
            Set.of(Category.HEART_RATE),
            List.of(),
            List.of(),
            List.of(),
            Emergency.NONE,
            Map.of(),
            false,
            ContactLevel.NONE,
            Set.of(substitute));
    Actor actor = who.equals("substitute") ? new Actor(substitute, Role.PHYSICIAN) : actor(who);

    assertThat(Access.decideTold(actor, Purpose.ALERTING, action, rights, MATRIX).reason())
        .isEqualTo(reason);
    assertThat(
            Access.decideTold(
                    new Actor(substitute, Role.PHYSICIAN), Purpose.NONE, action, rights, MATRIX)
                .reason())
        .isEqualTo(Reason.PURPOSE_MISSING);
    assertThat(
            Access.decideTold(
                    new Actor(substitute, Role.PHYSICIAN),
                    Purpose.ALERTING,
                    Action.READ_ALERT,
                    rights,
                    MATRIX)
                .visible())
        .filteredOn(ContentKind::isReading)
        .containsExactly(ContentKind.HEART_RATE);
  }

  @Test
  void aGrantShowsNoCategoryWithoutConsent() {
    Decision decision = decide(actor("grantee"), Action.READ_LATEST, RIGHTS, NOW);

    assertThat(decision.visible()).containsExactly(ContentKind.HEART_RATE);
  }

  @Test
  @Tag("C-10")
  void theCycleIsSeenByAGrantThatNamesItOnly() {
    PatientRights all = withGrant(grant(ContentKind.byAll(), null));
    PatientRights named = withGrant(grant(Set.of(ContentKind.CYCLE), null));

    assertThat(decide(actor("grantee"), Action.READ_LATEST, all, NOW).visible())
        .doesNotContain(ContentKind.CYCLE);
    assertThat(decide(actor("grantee"), Action.READ_LATEST, named, NOW).visible())
        .containsExactly(ContentKind.CYCLE);
  }

  @Test
  void aGrantEndsAtItsTime() {
    PatientRights ended = withGrant(grant(Set.of(ContentKind.HEART_RATE), NOW));

    assertThat(decide(actor("grantee"), Action.READ_LATEST, ended, NOW).reason())
        .isEqualTo(Reason.GRANT_ENDED);
    assertThat(decide(actor("grantee"), Action.READ_LATEST, ended, NOW.minusMillis(1)).allowed())
        .isTrue();
  }

  @Test
  @Tag("C-24")
  void anEmergencyContactWithAGrantSeesThatGrant() {
    PatientRights rights =
        rights(GRANTEE, Set.of(Category.HEART_RATE), grant(Set.of(ContentKind.HEART_RATE), null));
    Actor contact = new Actor(GRANTEE, Role.EMERGENCY_CONTACT);

    assertThat(decide(contact, Action.READ_LATEST, rights, NOW).reason()).isEqualTo(Reason.GRANTED);
  }

  @Test
  void aPatientNamedAsTreatingPhysicianIsNone() {
    Actor patient = new Actor(TREATING, Role.PATIENT);

    assertThat(decide(patient, Action.READ_LATEST, RIGHTS, NOW).allowed()).isFalse();
  }

  @Test
  void anUnknownPatientIsRefusedLikeAStrangersOne() {
    assertThat(decide(actor("treating"), Action.READ_LATEST, null, NOW).reason())
        .isEqualTo(Reason.UNKNOWN_PATIENT);
  }

  private static Decision decide(
      Actor actor, Action action, @Nullable PatientRights rights, Instant now) {
    return Access.decide(actor, Purpose.FOLLOW_UP, action, rights, MATRIX, now);
  }

  private static Grant grant(Set<ContentKind> kinds, @Nullable Instant until) {
    return new Grant(new Grantee.Person(GRANTEE), Set.of(Verb.READ), kinds, Instant.MIN, until);
  }

  private static PatientRights withGrant(Grant grant) {
    return rights(CONTACT, EnumSet.allOf(Category.class), grant);
  }

  private static PatientRights rights(UUID contact, Set<Category> consents, Grant grant) {
    return new PatientRights(
        PATIENT,
        1,
        TREATING,
        contact,
        consents,
        List.of(grant),
        List.of(),
        List.of(),
        Emergency.NONE);
  }

  private static Actor actor(String who) {
    return switch (who) {
      case "patient" -> new Actor(PATIENT, Role.PATIENT);
      case "treating" -> new Actor(TREATING, Role.PHYSICIAN);
      case "contact" -> new Actor(CONTACT, Role.EMERGENCY_CONTACT);
      case "grantee" -> new Actor(GRANTEE, Role.PHYSICIAN);
      case "stranger" -> new Actor(STRANGER, Role.PHYSICIAN);
      case "other" -> new Actor(STRANGER, Role.PATIENT);
      case "operator" -> new Actor(STRANGER, Role.OPERATOR);
      case "dpo" -> new Actor(STRANGER, Role.DPO);
      default -> throw new IllegalArgumentException(who);
    };
  }

  private static UUID id(int number) {
    return new UUID(0, number);
  }
}
