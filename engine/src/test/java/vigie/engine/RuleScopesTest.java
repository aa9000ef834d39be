package vigie.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vigie.alert.Rule;
import vigie.alert.RuleCatalogue;
import vigie.engine.DerivedRuleUnderTest.Row;
import vigie.patient.PatientProfile;
import vigie.patient.ProfileFlag;
import vigie.reading.Category;
import vigie.reading.Context;

/**
 * In which contexts and for which patients each default rule judges, against tables written from
 * {@code clinical.md} 2.3 and 4.1 by hand. A rule that is not named judges always, or everybody.
 */
@Tag("C-56")
class RuleScopesTest {
  // rule | contexts in which it does not judge
  private static final String CONTEXTS =
      """
      HR-2|EXERCISE
      HR-3|EXERCISE
      HR-4|EXERCISE
      HR-6a|SLEEP
      HR-6b|UNKNOWN REST EXERCISE MEAL
      HR-7|SLEEP
      HR-8|EXERCISE
      RR-3|EXERCISE
      RR-4|SLEEP
      """;

  // rule | flags it requires | flags that switch it off
  private static final String FLAGS =
      """
      HR-7||ATHLETE BETA_BLOCKER
      OX-1||SPO2_SCALE_2
      OX-2||SPO2_SCALE_2
      OX-3||SPO2_SCALE_2
      OX-4||SPO2_SCALE_2
      OX-6a|SPO2_SCALE_2|
      OX-6b|SPO2_SCALE_2|
      OX-6c|SPO2_SCALE_2|
      OX-6d|SPO2_SCALE_2 ON_OXYGEN|
      OX-6e|SPO2_SCALE_2 ON_OXYGEN|
      OX-6f|SPO2_SCALE_2 ON_OXYGEN|
      T-7a|NEUTROPENIA|
      T-7b|NEUTROPENIA|
      WT-1|HEART_FAILURE|
      WT-2|HEART_FAILURE|
      NEWS2-7||PREGNANT
      NEWS2-5||PREGNANT
      NEWS2-3||PREGNANT
      NEWS2-1||PREGNANT
      CY-1||PREGNANT
      CY-2||PREGNANT
      CY-3||PREGNANT
      CY-4||PREGNANT
      TK-1g|HEART_FAILURE|
      TK-1h|HEART_FAILURE|
      """;

  static Stream<Row> rows() {
    return Stream.concat(DerivedRuleUnderTest.measured(), DerivedRuleUnderTest.rows());
  }

  static List<Rule> rules() {
    return RuleCatalogue.defaults();
  }

  @Test
  void theTablesNameOnlyRulesThereAre() {
    Set<String> ids = rules().stream().map(Rule::id).collect(Collectors.toSet());

    assertThat(ids).containsAll(excluded().keySet()).containsAll(flags(1).keySet());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void itJudgesInTheContextsOfTheTable(Row row) {
    for (Context context : Context.values()) {
      DerivedRuleUnderTest bench = new DerivedRuleUnderTest(row);
      RuleGatesTest.gatesOpen(bench, row);
      bench.sample.context = context;
      boolean opens = false;
      // Two hours, the longest hold, in steps of five seconds.
      for (int i = 0; i <= 1440 && !opens; i++) {
        bench.takes(row.breach());
        opens = bench.open();
        bench.pass(row.hold().isEmpty() ? Duration.ofMinutes(5) : DerivedRuleUnderTest.STEP);
      }
      assertThat(opens)
          .as(row.id() + " in " + context)
          .isEqualTo(!excluded().getOrDefault(row.id(), "").contains(context.name()));
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void itAppliesToThePatientsOfTheTable(Rule rule) {
    Set<ProfileFlag> requires = named(flags(1).getOrDefault(rule.id(), ""));
    Set<ProfileFlag> forbids = named(flags(2).getOrDefault(rule.id(), ""));

    assertThat(applies(rule, requires)).isTrue();
    for (ProfileFlag required : requires) {
      Set<ProfileFlag> without = EnumSet.copyOf(requires);
      without.remove(required);
      assertThat(applies(rule, without)).as("without " + required).isFalse();
    }
    for (ProfileFlag other : EnumSet.complementOf(EnumSet.of(ProfileFlag.CHILD))) {
      Set<ProfileFlag> with = EnumSet.of(other);
      with.addAll(requires);
      assertThat(applies(rule, with)).as("with " + other).isEqualTo(!forbids.contains(other));
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void aChildHasTechnicalRulesOnly(Rule rule) {
    Set<ProfileFlag> child = EnumSet.of(ProfileFlag.CHILD);
    child.addAll(rule.requires());

    assertThat(applies(rule, child)).isEqualTo(rule.id().startsWith("TK-"));
  }

  private static boolean applies(Rule rule, Set<ProfileFlag> flags) {
    PatientProfile profile =
        new PatientProfile(
            PatientUnderTest.PATIENT,
            1,
            EnumSet.allOf(Category.class),
            null,
            null,
            List.of(),
            flags);
    PatientRules inForce =
        new RuleBook(List.of(rule)).rulesFor(profile, PatientUnderTest.START.toEpochMilli());
    return inForce.rule(rule.id()) != null
        || inForce.scope(Scope.ofDevice("watch-1")).rule(rule.id()) != null;
  }

  private static Map<String, String> excluded() {
    return column(CONTEXTS, 1);
  }

  private static Map<String, String> flags(int column) {
    return column(FLAGS, column);
  }

  private static Map<String, String> column(String table, int column) {
    Map<String, String> found = new TreeMap<>();
    table
        .lines()
        .map(line -> line.split("\\|", -1))
        .forEach(part -> found.put(part[0], part[column]));
    return found;
  }

  private static Set<ProfileFlag> named(String names) {
    Set<ProfileFlag> flags = EnumSet.noneOf(ProfileFlag.class);
    Stream.of(names.split(" ", -1))
        .filter(name -> !name.isEmpty())
        .map(ProfileFlag::valueOf)
        .forEach(flags::add);
    return flags;
  }
}
