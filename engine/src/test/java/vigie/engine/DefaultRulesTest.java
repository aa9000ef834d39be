package vigie.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vigie.alert.AlertPhase;
import vigie.alert.Cause;
import vigie.alert.Condition;
import vigie.alert.Gate;
import vigie.alert.Rule;
import vigie.alert.RuleCatalogue;
import vigie.alert.Severity;
import vigie.patient.ProfileFlag;
import vigie.reading.Context;
import vigie.reading.MetricCatalogue;
import vigie.reading.Quality;

/**
 * The default rules, each alone, against a table written from {@code clinical.md} 2.3 by hand: at,
 * below and above the limit, the hold, the clear limit and the clear hold.
 */
@Tag("C-56")
class DefaultRulesTest {
  // id | metric | in breach | just not | hold | spot n/min/max | clears | does not clear | hold |
  // severity
  private static final String TABLE =
      """
      HR-1|heart-rate|150|149|PT3M||139|140|PT5M|CRITICAL
      HR-2|heart-rate|131|130|PT10M||124|125|PT10M|HIGH
      HR-3|heart-rate|111|110|PT10M||105|106|PT10M|MEDIUM
      HR-4|heart-rate|101|100|PT30M||95|96|PT15M|ADVISORY
      HR-5|heart-rate|30|31|PT2M||36|35|PT5M|CRITICAL
      HR-6a|heart-rate|40|41|PT10M||46|45|PT10M|HIGH
      HR-6b|heart-rate|40|41|PT10M||46|45|PT10M|HIGH
      HR-7|heart-rate|49|50|PT30M||53|52|PT0S|ADVISORY
      AF-1|af-flag|1|0|PT0S|||0||MEDIUM
      OX-1|spo2|87|88|PT15S|2 PT1M PT15M|90|89|PT1M|CRITICAL
      OX-2|spo2|91|92|PT1M|2 PT1M PT15M|93|92|PT2M|HIGH
      OX-3|spo2|93|94|PT5M|2 PT1M PT15M|95|94|PT0S|MEDIUM
      OX-4|spo2|95|95.5|PT15M|3 PT1M PT24H|96|95.5|PT0S|ADVISORY
      OX-6a|spo2|83|84|PT15S|2 PT1M PT15M|85|84|PT1M|CRITICAL
      OX-6b|spo2|85|86|PT1M|2 PT1M PT15M|87|86|PT2M|HIGH
      OX-6c|spo2|87|88|PT5M|2 PT1M PT15M|89|88|PT0S|MEDIUM
      OX-6d|spo2|97|96|PT1M|2 PT1M PT15M|95|96|PT2M|HIGH
      OX-6e|spo2|95|94|PT5M|2 PT1M PT15M|93|94|PT0S|MEDIUM
      OX-6f|spo2|93|92|PT15M|3 PT1M PT24H|91|92|PT0S|ADVISORY
      RR-1|respiratory-rate|30|29|PT2M||26|27|PT0S|CRITICAL
      RR-2a|respiratory-rate|25|24|PT5M||22|23|PT0S|HIGH
      RR-2b|respiratory-rate|8|9|PT5M||10|9|PT0S|HIGH
      RR-3|respiratory-rate|21|20.5|PT15M||20|20.5|PT10M|MEDIUM
      RR-4|respiratory-rate|11|11.5|PT15M||12|11.5|PT0S|ADVISORY
      T-1|body-temperature|41.0|40.9|PT10M||40.4|40.5|PT0S|CRITICAL
      T-2|body-temperature|40.0|39.9|PT10M||39.4|39.5|PT0S|HIGH
      T-3|body-temperature|39.1|39.0|PT30M||38.7|38.8|PT0S|MEDIUM
      T-4|body-temperature|38.1|38.0|PT1H||37.7|37.8|PT0S|ADVISORY
      T-5|body-temperature|35.0|35.1|PT10M||35.6|35.5|PT0S|HIGH
      T-6|body-temperature|31.9|32.0|PT5M||32.6|32.5|PT0S|CRITICAL
      T-7a|body-temperature|38.3|38.2|PT0S|||36.0||CRITICAL
      T-7b|body-temperature|38.0|37.9|PT1H|||36.0||CRITICAL
      BP-1|bp-systolic|80|81||2 PT1M PT15M|91|90|PT0S|CRITICAL
      BP-2|bp-systolic|90|91||2 PT1M PT15M|96|95|PT0S|HIGH
      BP-3|bp-systolic|100|101||2 PT1M PT15M|106|105|PT0S|MEDIUM
      BP-4|bp-systolic|220|219||2 PT5M PT15M|199|200|PT0S|CRITICAL
      BP-5a|bp-systolic|181|180||2 PT1M PT15M|175|176|PT0S|HIGH
      BP-5b|bp-diastolic|121|120||2 PT1M PT15M|115|116|PT0S|HIGH
      BP-5c|bp-systolic|181|180|PT0S||175|176|PT0S|CRITICAL
      BP-5d|bp-diastolic|121|120|PT0S||115|116|PT0S|CRITICAL
      BP-5e|bp-symptoms|1|0|PT0S|||0||CRITICAL
      BP-5f|bp-symptoms|1|0|PT0S|||0||CRITICAL
      GL-1a|glucose|53.9|54|PT0S||70|69|PT15M|CRITICAL
      GL-1b|glucose-cgm|53.9|54|PT0S||70|69|PT15M|CRITICAL
      GL-1c|glucose-cgm|40|41|PT0S||70|69|PT15M|CRITICAL
      GL-3a|glucose|69|70|PT15M||75|74|PT15M|MEDIUM
      GL-3b|glucose-cgm|69|70|PT15M||75|74|PT15M|MEDIUM
      GL-4a|glucose|301|300|PT1H||269|270|PT0S|HIGH
      GL-4b|glucose-cgm|301|300|PT1H||269|270|PT0S|HIGH
      GL-5a|glucose|251|250|PT1H||229|230|PT0S|MEDIUM
      GL-5b|glucose-cgm|251|250|PT1H||229|230|PT0S|MEDIUM
      GL-6a|glucose|181|180|PT2H||179|180|PT0S|ADVISORY
      GL-6b|glucose-cgm|181|180|PT2H||179|180|PT0S|ADVISORY
      FA-1|fall|1|0|PT0S|||0||CRITICAL
      """;

  private static final Duration STEP = Duration.ofSeconds(5);

  /** One line of the table; what is empty does not exist for the rule. */
  record Row(
      String id,
      String metric,
      double breach,
      double notBreach,
      String hold,
      String spot,
      String clears,
      String doesNotClear,
      String clearHold,
      Severity severity) {
    static Row of(String line) {
      String[] part = line.split("\\|", -1);
      return new Row(
          part[0],
          part[1],
          Double.parseDouble(part[2]),
          Double.parseDouble(part[3]),
          part[4],
          part[5],
          part[6],
          part[7],
          part[8],
          Severity.valueOf(part[9]));
    }

    Rule rule() {
      return RuleCatalogue.defaults().stream()
          .filter(rule -> rule.id().equals(id))
          .findAny()
          .orElseThrow();
    }

    /** A patient to whom this rule alone applies. */
    PatientUnderTest patient(Duration interval) {
      PatientUnderTest patient = new PatientUnderTest(List.of(rule()));
      patient.interval = interval;
      patient.flags.addAll(EnumSet.copyOf(withNone(rule().requires())));
      patient.flags.removeAll(Set.of(ProfileFlag.CHILD));
      patient.sendProfile();
      // What the rule also asks for holds since a second.
      Instant before = patient.now.minusSeconds(1);
      for (Gate gate : rule().also()) {
        patient.takes(patient.reading(gate.metric(), held(gate.condition()), before));
      }
      return patient;
    }

    private static double held(Condition condition) {
      double limit = condition.limit();
      return condition.holds(limit) ? limit : limit + (condition.rising() ? 1 : -1);
    }

    /** A fresh reading, asleep where the rule judges only sleep. */
    void reads(PatientUnderTest patient, double value) {
      Context context =
          rule().excludedContexts().contains(Context.UNKNOWN) ? Context.SLEEP : Context.UNKNOWN;
      patient.takes(
          patient.reading(metric, value, patient.now, patient.now, Quality.VALID, context));
    }

    private static Set<ProfileFlag> withNone(Set<ProfileFlag> flags) {
      return flags.isEmpty() ? Set.of(ProfileFlag.CHILD) : flags;
    }

    @Override
    public String toString() {
      return id;
    }
  }

  static Stream<Row> rows() {
    return TABLE.lines().map(Row::of);
  }

  static Stream<Row> holding() {
    return rows().filter(row -> !row.hold.isEmpty());
  }

  static Stream<Row> spotting() {
    return rows().filter(row -> !row.spot.isEmpty());
  }

  static Stream<Row> clearing() {
    return rows().filter(row -> !row.clearHold.isEmpty());
  }

  @Test
  void theTableHasEveryDefaultRuleOnAMeasuredMetric() {
    assertThat(rows().map(Row::id).collect(Collectors.toSet()))
        .isEqualTo(
            RuleCatalogue.defaults().stream()
                .filter(rule -> MetricCatalogue.standard().metric(rule.metric()).measured())
                .map(Rule::id)
                .collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @MethodSource("holding")
  void atTheLimitForTheHoldTimeOpensAndNotASampleEarlier(Row row) {
    PatientUnderTest patient = row.patient(STEP);
    Duration hold = Duration.parse(row.hold);
    for (Duration t = Duration.ZERO; t.compareTo(hold) < 0; t = t.plus(STEP)) {
      row.reads(patient, row.breach);
      patient.pass(STEP);
    }
    assertThat(patient.transitions).isEmpty();

    row.reads(patient, row.breach);

    assertThat(patient.transitions).hasSize(1);
    assertThat(patient.last().cause()).isEqualTo(Cause.CONFIRMED);
    assertThat(patient.last().ruleId()).isEqualTo(row.id);
    assertThat(patient.last().severity()).isEqualTo(row.severity);
    assertThat(patient.last().onset()).isEqualTo(PatientUnderTest.START);
    assertThat(patient.last().at()).isEqualTo(PatientUnderTest.START.plus(hold));
    assertThat(patient.last().retrospective()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void justInsideTheLimitNeverOpens(Row row) {
    PatientUnderTest patient = row.patient(STEP);
    for (int i = 0; i < 3 * 720; i++) {
      row.reads(patient, row.notBreach);
      patient.pass(STEP);
    }
    assertThat(patient.transitions).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("spotting")
  void spotReadingsOpenWhenThereAreEnoughWellSpaced(Row row) {
    String[] spot = row.spot.split(" ", -1);
    int readings = Integer.parseInt(spot[0]);
    Duration spacing = Duration.parse(spot[1]);
    PatientUnderTest patient = row.patient(Duration.ofHours(6));
    for (int i = 1; i < readings; i++) {
      row.reads(patient, row.breach);
      patient.pass(spacing.minusSeconds(1));
      row.reads(patient, row.breach);
      patient.pass(Duration.ofSeconds(1));
    }
    assertThat(patient.transitions).isEmpty();

    row.reads(patient, row.breach);

    assertThat(patient.transitions).hasSize(1);
    assertThat(patient.last().onset()).isEqualTo(PatientUnderTest.START);
  }

  @ParameterizedTest
  @MethodSource("spotting")
  void spotReadingsTooFarApartBeginAnew(Row row) {
    Duration tooFar = Duration.parse(row.spot.split(" ", -1)[2]).plusSeconds(1);
    PatientUnderTest patient = row.patient(Duration.ofHours(6));
    for (int i = 0; i < 5; i++) {
      row.reads(patient, row.breach);
      patient.pass(tooFar);
    }
    assertThat(patient.transitions).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("clearing")
  void clearsOnlyByItsClearLimitHeldForItsClearTime(Row row) {
    PatientUnderTest patient = opened(row);
    for (int i = 0; i < 400; i++) {
      row.reads(patient, Double.parseDouble(row.doesNotClear));
      patient.pass(STEP);
    }
    assertThat(patient.judged()).hasSize(1);

    Duration clearHold = Duration.parse(row.clearHold);
    for (Duration t = Duration.ZERO; t.compareTo(clearHold) < 0; t = t.plus(STEP)) {
      row.reads(patient, Double.parseDouble(row.clears));
      patient.pass(STEP);
    }
    assertThat(patient.judged()).hasSize(1);
    row.reads(patient, Double.parseDouble(row.clears));

    assertThat(patient.judged()).hasSize(2);
    assertThat(patient.last().cause()).isEqualTo(Cause.CLEARED);
    assertThat(patient.last().phase())
        .isEqualTo(row.severity.latches() ? AlertPhase.LATCHED : AlertPhase.RESOLVED);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void whatOnlyAPersonCanClearIsOverWhenAcknowledged(Row row) {
    if (!row.clearHold.isEmpty()) {
      return;
    }
    PatientUnderTest patient = opened(row);
    for (int i = 0; i < 100; i++) {
      row.reads(patient, Double.parseDouble(row.doesNotClear));
      patient.pass(STEP);
    }
    assertThat(patient.judged()).hasSize(1);

    patient.acknowledges(patient.last().alert());

    assertThat(patient.last().cause()).isEqualTo(Cause.ACKNOWLEDGED);
    assertThat(patient.last().phase()).isEqualTo(AlertPhase.RESOLVED);
  }

  private static PatientUnderTest opened(Row row) {
    boolean holds = !row.hold.isEmpty();
    PatientUnderTest patient = row.patient(holds ? STEP : Duration.ofHours(6));
    Duration step = holds ? STEP : Duration.ofMinutes(6);
    while (patient.transitions.isEmpty()) {
      row.reads(patient, row.breach);
      patient.pass(step);
    }
    return patient;
  }
}
