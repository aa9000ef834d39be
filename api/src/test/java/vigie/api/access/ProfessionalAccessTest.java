package vigie.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
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
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;

/** What professionals, teams and representatives may see, by all that narrows it. */
class ProfessionalAccessTest {
  private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
  private static final Matrix MATRIX = Matrix.load("charter-1");
  private static final UUID PATIENT = new UUID(0, 1);
  private static final UUID TREATING = new UUID(0, 2);
  private static final UUID WHO = new UUID(0, 3);
  private static final Metric HEART_RATE = MetricCatalogue.standard().metric("heart-rate");
  private static final Metric NEWS2 = MetricCatalogue.standard().metric("news2");

  @ParameterizedTest
  @Tag("C-42")
  @CsvSource({"PODIATRIST, false", "PHARMACIST, true", "NURSE, true"})
  void aDischargeLetterIsSeenByThoseProfessionsAlone(Profession profession, boolean seen) {
    Decision decision =
        decide(professional(profession), rights(person(ContentKind.byAll(), Verb.READ)));

    assertThat(decision.allowed()).isTrue();
    assertThat(decision.visible().contains(ContentKind.DISCHARGE_LETTER)).isEqualTo(seen);
  }

  @Test
  @Tag("C-42")
  void whatTheMatrixLeavesNothingOfIsRefused() {
    Grant letters = person(Set.of(ContentKind.DISCHARGE_LETTER), Verb.READ);

    assertThat(decide(professional(Profession.PODIATRIST), rights(letters)).reason())
        .isEqualTo(Reason.NOT_FOR_PROFESSION);
    assertThat(decide(professional(Profession.OTHER), rights(letters)).reason())
        .isEqualTo(Reason.NOT_FOR_PROFESSION);
  }

  @Test
  @Tag("C-39")
  void toReadAndToFeedAreGrantedApart() {
    Actor nurse = professional(Profession.NURSE);
    PatientRights reads = rights(person(ContentKind.byAll(), Verb.READ));
    PatientRights feeds = rights(person(ContentKind.byAll(), Verb.FEED));

    assertThat(decide(nurse, Action.SEND_READINGS, reads).reason())
        .isEqualTo(Reason.VERB_NOT_GRANTED);
    assertThat(decide(nurse, Action.SEND_READINGS, feeds).reason()).isEqualTo(Reason.GRANTED);
    assertThat(decide(nurse, feeds).reason()).isEqualTo(Reason.VERB_NOT_GRANTED);
  }

  @Test
  @Tag("C-47")
  void theTreatingPhysicianMayFeedWhatThePatientConsentedTo() {
    Decision decision = decide(new Actor(TREATING, Role.PHYSICIAN), Action.SEND_READINGS, rights());

    assertThat(decision.shows(Category.HEART_RATE)).isTrue();
  }

  @ParameterizedTest
  @Tag("C-43")
  @Tag("C-53")
  @CsvSource({
    "FOLLOW_UP, GRANTED",
    "OVERVIEW,  GRANTED",
    "TIMELINE,  GRANTED",
    "ALERTING,  GRANTED",
    "MARKETING, PURPOSE_NOT_ALLOWED",
    "NONE,      PURPOSE_NOT_ALLOWED",
    ",          PURPOSE_MISSING",
  })
  void aProfessionalSaysWhatForAndThereAreFourAnswers(@Nullable String purpose, Reason reason) {
    PatientRights rights = rights(person(ContentKind.byAll(), Verb.READ));

    assertThat(
            Access.decide(
                    professional(Profession.NURSE),
                    Purpose.of(purpose),
                    Action.READ_LATEST,
                    rights,
                    MATRIX,
                    NOW)
                .reason())
        .isEqualTo(reason);
  }

  @ParameterizedTest
  @Tag("C-31")
  @EnumSource(
      value = OrganisationKind.class,
      names = {"INSURER", "BANK", "EMPLOYER"})
  void insurersBanksAndEmployersAreRefusedWhateverIsGranted(OrganisationKind kind) {
    Actor actor =
        new Actor(
            WHO, Role.PHYSICIAN, new Professional("10000000009", Profession.PHYSICIAN, kind, "9"));
    PatientRights rights = rights(person(ContentKind.byAll(), Verb.READ));

    for (Action action :
        List.of(Action.READ_LATEST, Action.OPEN_EMERGENCY, Action.PROPOSE_EPISODE)) {
      assertThat(decide(actor, action, rights).reason()).isEqualTo(Reason.NEVER_GRANTED);
    }
  }

  @Test
  @Tag("C-26")
  @Tag("C-48")
  void aCareTeamSeesByItsMembersUntilTheEpisodeEnds() {
    Grantee team = new Grantee.Team(new UUID(9, 9), Set.of(WHO));
    Grant grant = grant(team, ContentKind.byAll(), Verb.READ, NOW.plusSeconds(1));
    Actor outsider = new Actor(new UUID(0, 8), Role.PHYSICIAN);

    assertThat(decide(professional(Profession.NURSE), rights(grant)).reason())
        .isEqualTo(Reason.CARE_TEAM);
    assertThat(decide(outsider, rights(grant)).reason()).isEqualTo(Reason.NO_GRANT);
    assertThat(
            decide(
                    professional(Profession.NURSE),
                    rights(grant(team, ContentKind.byAll(), Verb.READ, NOW)))
                .reason())
        .isEqualTo(Reason.GRANT_ENDED);
  }

  @Test
  @Tag("C-25")
  void aGrantToAProfessionOfAnOrganisationCoversNobodyElse() {
    Grant nurses = grant(Grantee.parse("NURSE@750000001"), ContentKind.byAll(), Verb.READ, null);

    assertThat(decide(professional(Profession.NURSE, "750000001"), rights(nurses)).reason())
        .isEqualTo(Reason.GRANTED);
    assertThat(decide(professional(Profession.NURSE, "750000002"), rights(nurses)).reason())
        .isEqualTo(Reason.NO_GRANT);
    assertThat(decide(professional(Profession.DENTIST, "750000001"), rights(nurses)).reason())
        .isEqualTo(Reason.NO_GRANT);
  }

  @ParameterizedTest(name = "{0} by a mandate for {1} is answered {2}")
  @Tag("C-28")
  @CsvSource({
    "READ_TIMELINE,   READ,       ON_BEHALF",
    "READ_TIMELINE,   RIGHTS,     MANDATE_TOO_NARROW",
    "CHANGE_GRANTS,   RIGHTS,     ON_BEHALF",
    "CHANGE_GRANTS,   READ,       MANDATE_TOO_NARROW",
    "CHANGE_MANDATES, RIGHTS,     NOT_THE_PATIENT",
    "SEND_READINGS,   DAILY_LIFE, ON_BEHALF",
    "CANCEL_ALERT,    DAILY_LIFE, ON_BEHALF",
    "SEND_READINGS,   READ,       MANDATE_TOO_NARROW",
    "CHANGE_LIMITS,   RIGHTS,     NOT_TREATING_PHYSICIAN",
  })
  void aRepresentativeActsWithinTheMandate(Action action, Mandate.Scope scope, Reason reason) {
    Actor representative = new Actor(WHO, Role.REPRESENTATIVE);

    assertThat(decide(representative, action, mandated(scope, NOW.plusSeconds(1))).reason())
        .isEqualTo(reason);
  }

  @Test
  @Tag("C-28")
  void aMandateEndsAndIsNothingToAProfessional() {
    PatientRights ended = mandated(Mandate.Scope.READ, NOW);
    PatientRights lasting = mandated(Mandate.Scope.READ, NOW.plusSeconds(1));

    assertThat(decide(new Actor(WHO, Role.REPRESENTATIVE), ended).reason())
        .isEqualTo(Reason.MANDATE_ENDED);
    assertThat(decide(new Actor(WHO, Role.PHYSICIAN), lasting).reason()).isEqualTo(Reason.NO_GRANT);
  }

  @Test
  @Tag("C-41")
  void aMaskedKindIsGoneForAllButTheTreatingPhysician() {
    Mask mask = new Mask(WHO, ContentKind.HEART_RATE, null, null, null, null);
    PatientRights rights = masked(mask);

    Decision nurse = decide(professional(Profession.NURSE), rights);
    assertThat(nurse.allowed()).isTrue();
    assertThat(nurse.shows(Category.HEART_RATE)).isFalse();
    assertThat(nurse.shows(NEWS2)).as("a score tells of its parts").isFalse();
    assertThat(decide(new Actor(TREATING, Role.PHYSICIAN), rights).shows(HEART_RATE)).isTrue();
    assertThat(decide(new Actor(PATIENT, Role.PATIENT), rights).shows(HEART_RATE)).isTrue();
  }

  @Test
  @Tag("C-41")
  void aMaskedMetricHidesWhatIsMadeOfItAndNoOtherOfItsCategory() {
    Decision decision =
        decide(
            professional(Profession.NURSE),
            masked(new Mask(WHO, null, "heart-rate", null, null, null)));

    assertThat(decision.shows(HEART_RATE)).isFalse();
    assertThat(decision.shows(NEWS2)).isFalse();
    assertThat(decision.shows(MetricCatalogue.standard().metric("hrv-sdnn"))).isTrue();
  }

  @Test
  @Tag("C-41")
  void aMaskConcernsAlsoThatWhatItHidesIsMissing() {
    Metric missing = MetricCatalogue.standard().metric("missing-heart-rate");

    assertThat(new Mask(WHO, null, "heart-rate", null, null, null).concerns(missing)).isTrue();
    assertThat(new Mask(WHO, ContentKind.HEART_RATE, null, null, null, null).concerns(missing))
        .isTrue();
    assertThat(new Mask(WHO, null, "spo2", null, null, null).concerns(missing)).isFalse();
  }

  @ParameterizedTest
  @Tag("C-41")
  @CsvSource({
    "2026-03-01T09:59:59.999Z, true",
    "2026-03-01T10:00:00Z,     false",
    "2026-03-01T10:59:59.999Z, false",
    "2026-03-01T11:00:00Z,     true",
  })
  void aMaskedSpanHasABeginAndAnEndThatIsNotPartOfIt(Instant effective, boolean shown) {
    Decision decision =
        decide(
            professional(Profession.NURSE),
            masked(
                new Mask(
                    WHO,
                    null,
                    "heart-rate",
                    null,
                    Instant.parse("2026-03-01T10:00:00Z"),
                    Instant.parse("2026-03-01T11:00:00Z"))));

    assertThat(decision.shows(HEART_RATE, effective, new DeviceId("strap-1"))).isEqualTo(shown);
    assertThat(decision.shows(HEART_RATE)).isTrue();
  }

  @Test
  @Tag("C-44")
  void breakGlassOpensTheFileToOneProfessionalForReadingUntilItCloses() {
    PatientRights open = emergency(false, NOW.plusSeconds(1));
    Actor nurse = professional(Profession.NURSE);

    assertThat(decide(nurse, open).reason()).isEqualTo(Reason.BREAK_GLASS);
    assertThat(decide(nurse, open).shows(Category.HEART_RATE)).isTrue();
    assertThat(decide(nurse, open).shows(Category.CYCLE)).isFalse();
    assertThat(decide(nurse, Action.WATCH_PATIENT, open).reason()).isEqualTo(Reason.NO_GRANT);
    assertThat(decide(nurse, Action.SEND_READINGS, open).reason()).isEqualTo(Reason.NO_GRANT);
    assertThat(decide(new Actor(WHO, Role.PHYSICIAN), Action.ACKNOWLEDGE_ALERT, open).reason())
        .isEqualTo(Reason.NO_GRANT);
    assertThat(decide(new Actor(new UUID(0, 8), Role.PHYSICIAN), open).reason())
        .isEqualTo(Reason.NO_GRANT);
    assertThat(decide(nurse, emergency(false, NOW)).reason()).isEqualTo(Reason.NO_GRANT);
  }

  @Test
  @Tag("C-45")
  void whatIsOpposedBeforehandIsNotOpened() {
    assertThat(decide(professional(Profession.NURSE), Action.OPEN_EMERGENCY, emergency(true, NOW)))
        .extracting(Decision::reason)
        .isEqualTo(Reason.EMERGENCY_OPPOSED);
  }

  private static Decision decide(Actor actor, PatientRights rights) {
    return decide(actor, Action.READ_TIMELINE, rights);
  }

  private static Decision decide(Actor actor, Action action, PatientRights rights) {
    return Access.decide(actor, Purpose.FOLLOW_UP, action, rights, MATRIX, NOW);
  }

  private static Actor professional(Profession profession) {
    return professional(profession, "750000009");
  }

  private static Actor professional(Profession profession, String organisation) {
    return new Actor(
        WHO,
        Role.PROFESSIONAL,
        new Professional("10000000009", profession, OrganisationKind.HOSPITAL, organisation));
  }

  private static Grant person(Set<ContentKind> kinds, Verb verb) {
    return grant(new Grantee.Person(WHO), kinds, verb, null);
  }

  private static Grant grant(
      Grantee grantee, Set<ContentKind> kinds, Verb verb, @Nullable Instant until) {
    return new Grant(grantee, Set.of(verb), kinds, Instant.EPOCH, until);
  }

  private static PatientRights rights(Grant... grants) {
    return rights(List.of(grants), List.of(), List.of(), Emergency.NONE);
  }

  private static PatientRights masked(Mask mask) {
    return rights(
        List.of(person(ContentKind.byAll(), Verb.READ)), List.of(), List.of(mask), Emergency.NONE);
  }

  private static PatientRights mandated(Mandate.Scope scope, Instant until) {
    Mandate mandate = new Mandate(WHO, Set.of(scope), until);
    return rights(List.of(), List.of(mandate), List.of(), Emergency.NONE);
  }

  private static PatientRights emergency(boolean opposed, Instant until) {
    return rights(
        List.of(),
        List.of(),
        List.of(),
        new Emergency(opposed, List.of(new Emergency.Opening(WHO, until))));
  }

  private static PatientRights rights(
      List<Grant> grants, List<Mandate> mandates, List<Mask> masks, Emergency emergency) {
    return new PatientRights(
        PATIENT,
        1,
        TREATING,
        null,
        EnumSet.allOf(Category.class),
        grants,
        mandates,
        masks,
        emergency);
  }
}
