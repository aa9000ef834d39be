package vigie.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.alert.Rule;
import vigie.alert.RuleCatalogue;
import vigie.patient.PatientLimit;
import vigie.patient.PatientProfile;
import vigie.patient.ProfileFlag;
import vigie.reading.Category;
import vigie.reading.MetricCatalogue;

class RuleBookTest {
  private static final long NOW = PatientUnderTest.START.toEpochMilli();
  private final RuleBook book = new RuleBook(RuleCatalogue.defaults());

  @ParameterizedTest
  @CsvSource({
    "HR-2, 120, , >= 120, < 114",
    "HR-2, 120, 100, >= 120, < 100",
    "HR-2, , 128, >= 131, < 128",
    "OX-2, 88, , <= 88, >= 90",
    "T-3, 38.5, , >= 38.5, < 38.2"
  })
  void aMovedLimitTakesItsClearLimitAlong(
      String rule, @Nullable Double limit, @Nullable Double clear, String breach, String cleared) {
    RuleInForce inForce = rule(profile(Set.of(), limit(rule, true, limit, clear)), rule);

    assertThat(inForce.condition()).hasToString(breach);
    assertThat(inForce.clear()).hasToString(cleared);
    assertThat(inForce.limitVersion()).isEqualTo(7);
  }

  @Test
  void withoutALimitTheRuleStands() {
    RuleInForce inForce = rule(profile(Set.of()), "HR-2");

    assertThat(inForce.condition()).hasToString(">= 131");
    assertThat(inForce.limitVersion()).isNull();
  }

  @Test
  void aRuleSwitchedOffIsNotInForce() {
    assertThat(book.rulesFor(profile(Set.of(), limit("HR-2", false, null, null)), NOW).rule("HR-2"))
        .isNull();
  }

  @Test
  void flagsDecideWhichRulesApply() {
    assertThat(ids(Set.of())).contains("OX-1", "HR-7").doesNotContain("OX-6a", "T-7a");
    assertThat(ids(Set.of(ProfileFlag.SPO2_SCALE_2)))
        .contains("OX-6a")
        .doesNotContain("OX-1", "OX-6d");
    assertThat(ids(Set.of(ProfileFlag.SPO2_SCALE_2, ProfileFlag.ON_OXYGEN))).contains("OX-6d");
    assertThat(ids(Set.of(ProfileFlag.ATHLETE))).doesNotContain("HR-7");
    assertThat(ids(Set.of(ProfileFlag.NEUTROPENIA))).contains("T-7a", "T-7b");
    assertThat(ids(Set.of(ProfileFlag.CHILD))).isEmpty();
  }

  @Test
  void aNewerRuleReplacesTheOlderAndNotTheOtherWayRound() {
    Rule second = withVersion(2, 140);
    assertThat(book.accept(second)).isTrue();
    assertThat(book.accept(withVersion(1, 131))).isFalse();

    assertThat(rule(profile(Set.of()), "HR-2").condition()).hasToString(">= 140");
  }

  @Test
  void aDefaultNeverReplacesARuleThatSomebodyChanged() {
    Rule changed = withVersion(2, 140).as(2, null, "a clinician", PatientUnderTest.START, "test");
    assertThat(book.accept(withVersion(5, 125))).isTrue();
    assertThat(book.accept(changed)).isTrue();
    assertThat(book.accept(withVersion(6, 120))).isFalse();

    assertThat(rule(profile(Set.of()), "HR-2").condition()).hasToString(">= 140");
  }

  @Test
  void aRuleThatIsOffForEverybodyComesOnAgainAtItsTime() {
    Instant until = PatientUnderTest.START.plusSeconds(60);
    book.accept(withVersion(2, 140).as(3, until, "an operator", PatientUnderTest.START, "test"));

    assertThat(book.rulesFor(profile(Set.of()), NOW).rule("HR-2")).isNull();
    assertThat(book.rulesFor(profile(Set.of()), NOW + 59_999).rule("HR-2")).isNull();
    assertThat(book.rulesFor(profile(Set.of()), NOW + 60_000).rule("HR-2")).isNotNull();
    assertThat(
            book.rulesFor(profile(Set.of(), limit("HR-2", true, 120.0, null)), NOW + 60_000)
                .rule("HR-2"))
        .isNotNull();
  }

  @ParameterizedTest
  @CsvSource({"0, false", "59999, false", "60000, true", "59999, false", "99999, true"})
  void aRuleThatIsOffForOnePatientComesOnAgainAtItsTime(long after, boolean on) {
    PatientProfile profile =
        profile(Set.of(), offUntil("HR-2", null, PatientUnderTest.START.plusSeconds(60)));
    // As of another time before: what is remembered must not decide.
    book.rulesFor(profile, NOW + 30_000);
    book.rulesFor(profile, NOW + 90_000);

    assertThat(book.rulesFor(profile, NOW + after).rule("HR-2") != null).isEqualTo(on);
  }

  @Test
  void aRuleThatIsOnAgainHasTheNumbersThatStandWithTheSwitchOff() {
    Instant over = PatientUnderTest.START.minusMillis(1);

    RuleInForce plain = rule(profile(Set.of(), offUntil("HR-2", null, over)), "HR-2");
    assertThat(plain.condition()).hasToString(">= 131");
    assertThat(plain.limitVersion()).isNull();
    RuleInForce moved = rule(profile(Set.of(), offUntil("HR-2", 120.0, over)), "HR-2");
    assertThat(moved.condition()).hasToString(">= 120");
    assertThat(moved.limitVersion()).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource({"HR-2, 120, < 114", "OX-2, 98, >= 100", "OX-2, 99, >= 100"})
  void aClearLimitFollowsItsLimitAsFarAsCanBeMeasured(String id, double limit, String clear) {
    RuleInForce rule = rule(profile(Set.of(), limit(id, true, limit, null)), id);

    assertThat(rule.clear()).hasToString(clear);
  }

  @ParameterizedTest
  @CsvSource({"12, < 3", "10, < 1", "9, < 1", "2, < 1"})
  void aSilenceClearsHoweverShortItMayBe(double limit, String clear) {
    PatientProfile profile = profile(Set.of(), limit("TK-1a", true, limit, null));
    Scope device = book.rulesFor(profile, NOW).scope(Scope.ofDevice("patch"));

    assertThat(Objects.requireNonNull(device.rule("TK-1a")).clear()).hasToString(clear);
  }

  @Test
  void aSwitchOffThatIsOverMakesNoAdultDefaultAChilds() {
    PatientProfile child =
        profile(
            Set.of(ProfileFlag.CHILD),
            offUntil("HR-2", null, PatientUnderTest.START.minusMillis(1)));

    assertThat(book.rulesFor(child, NOW).rule("HR-2")).isNull();
  }

  @Test
  void aRulesGatesAndNeighboursAreJudgedWithIt() {
    Rule rule = withVersion(1, 131);

    assertThat(book.judgedWith(rule, profile(Set.of()), NOW))
        .contains(number("heart-rate"), number("steps"))
        .doesNotContain(number("glucose"), number("heart-rate-deviation"));
  }

  private static int number(String metric) {
    return MetricCatalogue.standard().metric(metric).number();
  }

  @Test
  void rulesThatJudgeAlikeHaveTheSameFingerprint() {
    RuleBook another = new RuleBook(RuleCatalogue.defaults());
    PatientProfile moved = profile(Set.of(), limit("HR-2", true, 120.0, null));

    assertThat(fingerprint(book, profile(Set.of())))
        .isEqualTo(fingerprint(another, profile(Set.of())))
        .isNotEqualTo(fingerprint(book, moved));
  }

  private static long fingerprint(RuleBook book, PatientProfile profile) {
    return book.rulesFor(profile, NOW).scope(Category.HEART_RATE.name()).fingerprint();
  }

  private RuleInForce rule(PatientProfile profile, String id) {
    return Objects.requireNonNull(book.rulesFor(profile, NOW).rule(id));
  }

  private List<String> ids(Set<ProfileFlag> flags) {
    List<String> ids = new ArrayList<>();
    PatientRules rules = book.rulesFor(profile(flags), NOW);
    RuleCatalogue.defaults().stream()
        .map(Rule::id)
        .filter(id -> rules.rule(id) != null)
        .forEach(ids::add);
    return ids;
  }

  private static Rule withVersion(int version, double limit) {
    Rule rule =
        RuleCatalogue.defaults().stream()
            .filter(r -> r.id().equals("HR-2"))
            .findAny()
            .orElseThrow();
    return new Rule(
        rule.id(),
        version,
        rule.family(),
        rule.metric(),
        rule.condition().withLimit(limit),
        rule.hold(),
        rule.spot(),
        rule.clear(),
        Duration.ofMinutes(10),
        rule.severity(),
        rule.excludedContexts(),
        rule.requires(),
        rule.forbids(),
        rule.also(),
        rule.unless(),
        rule.during(),
        rule.audience(),
        rule.author(),
        rule.setAt(),
        rule.reason(),
        rule.source());
  }

  private static PatientLimit limit(
      String rule, boolean enabled, @Nullable Double limit, @Nullable Double clear) {
    return new PatientLimit(
        rule, enabled, limit, clear, null, null, new UUID(1, 1), PatientUnderTest.START, "test", 7);
  }

  private static PatientLimit offUntil(String rule, @Nullable Double limit, Instant until) {
    return new PatientLimit(
        rule,
        false,
        limit,
        null,
        null,
        null,
        new UUID(1, 1),
        PatientUnderTest.START,
        "test",
        7,
        until);
  }

  private static PatientProfile profile(Set<ProfileFlag> flags, PatientLimit... limits) {
    return new PatientProfile(
        PatientUnderTest.PATIENT,
        1,
        EnumSet.allOf(vigie.reading.Category.class),
        null,
        null,
        List.of(limits),
        flags);
  }
}
