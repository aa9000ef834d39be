package vigie.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.codec.Codecs;
import vigie.patient.ProfileFlag;
import vigie.reading.Context;
import vigie.reading.Metric;

class RuleReaderTest {
  private static final Instant SET_AT = Instant.parse("2026-03-01T00:00:00Z");
  private static final String GOOD =
      """
      {"id": "X-1", "version": 2, "family": "x", "metric": "heart-rate", "condition": ">= 120",
       "hold": "PT5M", "clear": "< 110", "clearHold": "PT1M", "severity": "HIGH",
       "excludedContexts": ["EXERCISE"], "requires": ["HEART_FAILURE"], "forbids": ["ATHLETE"],
       "spot": {"readings": 2, "minSpacing": "PT1M", "maxSpacing": "PT15M"},
       "also": [{"metric": "spo2", "condition": "< 95", "within": "PT10M"}],
       "any": [{"metric": "respiratory-rate", "condition": ">= 25", "within": "PT1H"}],
       "maxAge": "PT2M",
       "during": {"zone": "Europe/Paris", "from": "22:00", "to": "06:00", "days": ["FRIDAY"]},
       "audience": "PATIENT_FIRST", "offUntil": "2026-03-02T00:00:00Z", "reason": "too many",
       "source": "test"}
      """;

  private static final String MISSING =
      """
      {"id": "M-1", "version": 2, "family": "m", "metric": "glucose-cgm", "missingFor": "PT45M",
       "severity": "ADVISORY", "requires": ["HEART_FAILURE"], "excludedContexts": [],
       "condition": null,
       "also": [{"metric": "device-charging", "condition": "< 1", "within": "PT1H"}],
       "audience": "PATIENT_ONLY", "reason": "nothing came", "source": "test"}
      """;

  @Test
  void readsAllThatARuleSays() {
    Rule rule = read("[" + GOOD + "]").get(0);

    assertThat(rule.id()).isEqualTo("X-1");
    assertThat(rule.version()).isEqualTo(2);
    assertThat(rule.condition()).hasToString(">= 120");
    assertThat(rule.hold()).isEqualTo(Duration.ofMinutes(5));
    assertThat(rule.spot())
        .isEqualTo(new Rule.Spot(2, Duration.ofMinutes(1), Duration.ofMinutes(15)));
    assertThat(rule.clear()).hasToString("< 110");
    assertThat(rule.excludedContexts()).isEqualTo(Set.of(Context.EXERCISE));
    assertThat(rule.requires()).isEqualTo(Set.of(ProfileFlag.HEART_FAILURE));
    assertThat(rule.forbids()).isEqualTo(Set.of(ProfileFlag.ATHLETE));
    assertThat(rule.also()).hasToString("[spo2 < 95 within PT10M]");
    assertThat(rule.any()).hasToString("[respiratory-rate >= 25 within PT1H]");
    assertThat(rule.maxAge()).isEqualTo(Duration.ofMinutes(2));
    assertThat(rule.during())
        .isEqualTo(
            new Schedule(
                ZoneId.of("Europe/Paris"),
                LocalTime.of(22, 0),
                LocalTime.of(6, 0),
                Set.of(DayOfWeek.FRIDAY)));
    assertThat(rule.audience()).isEqualTo(Audience.PATIENT_FIRST);
    assertThat(rule.offUntil()).isEqualTo("2026-03-02T00:00:00Z");
    assertThat(rule.reason()).isEqualTo("too many");
    assertThat(rule.author()).isEqualTo("a clinician");
    assertThat(rule.setAt()).isEqualTo(SET_AT);
  }

  // What is changed in the good rule, and the fault that this makes.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"heart-rate\"|\"pulse\"|.metric: unknown metric 'pulse'",
        "\">= 120\"|\"around 120\"|.condition: condition must be one of",
        "\"< 110\"|\"> 110\"|.clear: '> 110' points the same way as '>= 120'",
        "\"HEART_FAILURE\"|\"HEART_BROKEN\"|.requires: must be one of [SPO2_SCALE_2,",
        "\"PT5M\"|\"5 minutes\"|.hold: must be a duration such as 'PT10M', was '5 minutes'",
        "\"PT5M\"|\"-PT5M\"|.hold: must not be negative",
        "\"source\"|\"sauce\"|.sauce: unknown field",
        "\"HIGH\"|\"SEVERE\"|.severity: must be one of [ADVISORY, MEDIUM, HIGH, CRITICAL]",
        "\"readings\": 2|\"readings\": 1|.spot: spot.readings must be at least 2",
        "\"within\": \"PT10M\"|\"within\": \"PT0S\"|.also[0].within: must be above zero",
        "\"spo2\"|\"spo3\"|.also[0].metric: unknown metric 'spo3'",
        "\"within\": \"PT1H\"|\"within\": \"PT0S\"|.any[0].within: must be above zero",
        "\"respiratory-rate\"|\"breath\"|.any[0].metric: unknown metric 'breath'",
        "\">= 25\"|\"about 25\"|.any[0].condition: condition must be one of",
        "\"PT2M\"|\"PT5M1S\"|.maxAge: must be above zero and at most PT5M, that of 'heart-rate'",
        "\"PT2M\"|\"PT0S\"|.maxAge: must be above zero",
        "\"PT2M\"|\"-PT1S\"|.maxAge: must not be negative",
        "\"PT2M\"|\"soon\"|.maxAge: must be a duration such as 'PT10M', was 'soon'",
        "\"version\": 2|\"version\": 0|.version: must be a number from 1",
        "\"PATIENT_FIRST\"|\"EVERYBODY\"|.audience: must be one of [CARE_TEAM,",
        "\"family\": \"x\"|\"family\": \"\"|.family: must be a text",
        "Europe/Paris|Europe/Lutetia|.during.zone: must be a zone such as 'Europe/Paris', was",
        "22:00|25:00|.during.from: must be a time of day such as '22:00', was '25:00'",
        "[\"FRIDAY\"]|[]|.during.days: must name at least one day",
        "FRIDAY|PAYDAY|.during.days: must be one of [MONDAY,",
        "\"days\"|\"nights\"|.during.nights: unknown field",
        "2026-03-02T00:00:00Z|tomorrow|.offUntil: must be a time such as",
        "[\"EXERCISE\"]|\"EXERCISE\"|.excludedContexts: must be a list, was \"EXERCISE\"",
        "\">= 120\"|\">= 1200\"|.condition: the limit must be from ",
        "\"< 110\"|\"< 130\"|.clear: '< 130' lies beyond the limit '>= 120' itself",
      })
  void aFaultIsRefusedWithItsPlace(String good, String bad, String fault) {
    assertThat(GOOD).contains(good);

    assertThat(faults("[" + GOOD.replace(good, bad) + "]"))
        .anySatisfy(text -> assertThat(text).startsWith("rules[0] (X-1)" + fault));
  }

  @Test
  void readsForHowLongAMetricMustBeMissing() {
    Rule rule = read("[" + MISSING + "]").get(0);

    assertThat(rule.missingFor()).isEqualTo(Duration.ofMinutes(45));
    assertThat(rule.missed()).map(Metric::id).contains("glucose-cgm");
    assertThat(rule.metric()).isEqualTo("missing-glucose-cgm");
    assertThat(rule.condition()).hasToString(">= 45");
    assertThat(rule.also()).hasToString("[device-charging < 1 within PT1H]");
    assertThat(Codecs.RULE.decode(Codecs.RULE.encode(rule))).isEqualTo(rule);
    assertThat(read("[" + GOOD + "]").get(0).missingFor()).isNull();
  }

  // What is changed in the good rule, and the only fault that this makes.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"condition\": null|\"condition\": \">= 45\"|.condition: makes no sense beside missingFor",
        "\"condition\": null|\"hold\": \"PT5M\"|.hold: makes no sense beside missingFor",
        "\"condition\": null|\"clear\": \"< 1\"|.clear: makes no sense beside missingFor",
        "\"condition\": null|\"clearHold\": \"PT0S\"|.clearHold: makes no sense beside",
        "\"condition\": null|\"maxAge\": \"PT1M\"|.maxAge: makes no sense beside missingFor",
        "\"condition\": null|\"spot\": {\"readings\": 2}|.spot: makes no sense beside missingFor",
        "[],|[\"SLEEP\"],|.excludedContexts: makes no sense beside missingFor",
        "PT45M|45 minutes|.missingFor: must be a duration such as 'PT10M', was '45 minutes'",
        "PT45M|PT0S|.missingFor: must be whole minutes from PT1M to PT720H, was PT0S",
        "PT45M|PT59S|.missingFor: must be whole minutes from PT1M to PT720H, was PT59S",
        "PT45M|PT90S|.missingFor: must be whole minutes from PT1M to PT720H, was PT1M30S",
        "PT45M|PT721H|.missingFor: must be whole minutes from PT1M to PT720H, was PT721H",
        "PT45M|-PT45M|.missingFor: must not be negative, was 'PT-45M'",
        "\"PT45M\"|45|.missingFor: must be a text, was 45",
        "glucose-cgm|glucose-slope|.metric: 'glucose-slope' is never due: it is made of [glucose",
        "glucose-cgm|news2|.metric: 'news2' is never due: it is made of [",
        "glucose-cgm|fall|.metric: 'fall' is never due: it is an event",
        "glucose-cgm|silence-cgm|.metric: 'silence-cgm' is never due: it tells of a device",
        "glucose-cgm|sugar|.metric: unknown metric 'sugar'",
        "device-charging|steps|.also[0].metric: 'steps' is measured: beside missingFor it must",
        "device-charging|missing-steps|.also[0].metric: 'missing-steps' has no place in a gate",
      })
  void whatMakesNoSenseOfSomethingMissingIsRefusedWithItsPlace(
      String good, String bad, String fault) {
    assertThat(MISSING).contains(good);

    assertThat(faults("[" + MISSING.replace(good, bad) + "]"))
        .singleElement()
        .asString()
        .startsWith("rules[0] (M-1)" + fault);
  }

  @Test
  void whatIsMissingIsSaidInOneWayOnly() {
    String bare = GOOD.replace("\"heart-rate\"", "\"missing-heart-rate\"");

    assertThat(faults("[" + bare + "]"))
        .containsExactly("rules[0] (X-1).metric: must be 'heart-rate', with missingFor");
    assertThat(faults("[" + GOOD.replace("\"spo2\"", "\"missing-spo2\"") + "]"))
        .singleElement()
        .asString()
        .startsWith("rules[0] (X-1).also[0].metric: 'missing-spo2' has no place in a gate");
  }

  @Test
  void theMoreSevereIsMissingLonger() {
    String sooner =
        MISSING.replace("M-1", "M-2").replace("PT45M", "PT30M").replace("ADVISORY", "HIGH");

    assertThat(faults("[" + MISSING + "," + sooner + "]"))
        .singleElement()
        .asString()
        .contains("HIGH at '>= 30' beside M-1, which is ADVISORY at '>= 45'");
    assertThat(read("[" + MISSING + "," + sooner.replace("PT30M", "PT2H") + "]")).hasSize(2);
  }

  @Test
  void aRuleThatNothingConfirmsIsRefused() {
    String neither = GOOD.replace("\"hold\": \"PT5M\",", "").replaceAll("\"spot\": \\{[^}]*},", "");

    assertThat(faults("[" + neither + "]"))
        .containsExactly("rules[0] (X-1).hold: needs a hold or a spot confirmation");
  }

  @Test
  void anIdThatStandsTwiceIsRefusedWhereItStandsAgain() {
    assertThat(faults("[" + GOOD + "," + GOOD + "]"))
        .containsExactly("rules[1] (X-1).id: stands twice");
  }

  @Test
  void aFamilyOfTwoCategoriesIsRefused() {
    String other =
        GOOD.replace("X-1", "X-2")
            .replace("\"heart-rate\"", "\"respiratory-rate\"")
            .replace("120", "30")
            .replace("110", "25");

    assertThat(faults("[" + GOOD + "," + other + "]"))
        .containsExactly("rules[1] (X-2).family: 'x' spans [HEART_RATE] and [RESPIRATION]");
  }

  @ParameterizedTest
  @CsvSource({
    "heart-rate-deviation",
    "heart-rate-shift",
    "steps-deviation",
    "sleep-deviation",
    "diet-energy-deviation",
    "hrv-deviation",
    "skin-temperature-deviation",
    "night-heart-rate",
    "night-heart-rate-rise",
    "night-heart-rate-usual",
    "spo2-fall",
  })
  void aStatisticalDetectorAboveMediumIsRefused(String metric) {
    String statistical = GOOD.replace("\"heart-rate\"", "\"" + metric + "\"");

    assertThat(faults("[" + statistical + "]"))
        .containsExactly(
            "rules[0] (X-1).severity: a statistical detector is at most MEDIUM, was HIGH");
    assertThat(read("[" + statistical.replace("HIGH", "MEDIUM") + "]")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"bp-systolic-week", "bp-diastolic-week", "weight-gain-3d", "news2"})
  void aLimitThatIsPublishedForTheValueItselfMayBeHigh(String metric) {
    assertThat(read("[" + GOOD.replace("\"heart-rate\"", "\"" + metric + "\"") + "]")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"'\"reason\": \"too many\",', missing", "too many, '\"\"'"})
  void aRuleWithoutAReasonIsRefused(String good, String was) {
    assertThat(faults("[" + GOOD.replace(good, "") + "]"))
        .containsExactly("rules[0] (X-1).reason: must be a text, was " + was);
  }

  @Test
  void allFaultsAreToldAtOnce() {
    String bad = GOOD.replace("\"PT5M\"", "\"soon\"").replace("\"heart-rate\"", "\"pulse\"");
    String nameless = GOOD.replace("\"id\": \"X-1\",", "");

    assertThat(faults("[" + bad + "," + nameless + ", 7]"))
        .hasSize(4)
        .anySatisfy(text -> assertThat(text).startsWith("rules[0] (X-1).metric: "))
        .anySatisfy(text -> assertThat(text).startsWith("rules[0] (X-1).hold: "))
        .contains("rules[1].id: must be a text, was missing", "rules[2]: must be an object");
  }

  @ParameterizedTest
  @CsvSource({"'[\n{', rules: not JSON in line 2", "'{}', rules: must be a list"})
  void whatIsNoListIsRefused(String text, String fault) {
    assertThat(faults(text)).singleElement().asString().startsWith(fault);
  }

  @Test
  void oneRuleIsReadBesideTheOthers() {
    Rule read = one(Map.of());

    assertThat(read.id()).isEqualTo("X-1");
    assertThat(read.version()).isEqualTo(4);
    assertThat(read.author()).isEqualTo("a clinician");
  }

  @Test
  void oneRulesFaultsAreToldWithTheirPlace() {
    FaultyRulesException thrown =
        catchThrowableOfType(
            FaultyRulesException.class, () -> one(Map.of("id", "X-2", "hold", 300)));

    assertThat(thrown.faults())
        .containsExactly("rule.id: must be 'X-1', was 'X-2'", "rule.hold: must be a text, was 300");
  }

  @Test
  void oneRuleThatContradictsTheOthersIsRefused() {
    Map<String, Object> critical = new HashMap<>(fields());
    critical.put("severity", "CRITICAL");
    List<Rule> others = List.of(RuleReader.read(critical, "X-9", 1, List.of(), "me", SET_AT));
    Map<String, Object> sharper = new HashMap<>(fields());
    sharper.put("condition", ">= 140");

    FaultyRulesException thrown =
        catchThrowableOfType(
            FaultyRulesException.class,
            () -> RuleReader.read(sharper, "X-1", 1, others, "a clinician", SET_AT));

    assertThat(thrown.faults())
        .containsExactly(
            "rule.severity: HIGH at '>= 140' beside X-9, which is CRITICAL at '>= 120':"
                + " the more severe needs the more extreme limit");
  }

  private static Rule one(Map<String, Object> otherwise) {
    Map<String, Object> row = new HashMap<>(fields());
    row.putAll(otherwise);
    return RuleReader.read(row, "X-1", 4, List.of(), "a clinician", SET_AT);
  }

  private static Map<String, Object> fields() {
    return Map.of(
        "family", "x",
        "metric", "heart-rate",
        "condition", ">= 120",
        "hold", "PT5M",
        "clearHold", "PT1M",
        "severity", "HIGH",
        "reason", "test",
        "source", "test");
  }

  private static List<String> faults(String json) {
    FaultyRulesException thrown =
        catchThrowableOfType(FaultyRulesException.class, () -> read(json));
    assertThat(thrown).hasMessage(String.join("\n", thrown.faults()));
    return thrown.faults();
  }

  private static List<Rule> read(String json) {
    return RuleReader.read(json, "a clinician", SET_AT);
  }
}
