package vigie.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import vigie.alert.Rule;
import vigie.alert.RuleCatalogue;
import vigie.alert.Severity;
import vigie.engine.sample.Sample;
import vigie.patient.PatientProfile;
import vigie.patient.ProfileFlag;
import vigie.reading.Category;
import vigie.reading.Context;
import vigie.reading.MetricCatalogue;

/** A default rule on a derived metric with its scope, its fold, and a clock. */
final class DerivedRuleUnderTest {
  // id | metric | in breach | just not | hold | spot n/min/max | clears | does not clear | hold |
  // severity
  private static final String TABLE =
      """
      OX-5|spo2-fall|3|2.9|PT10M|2 PT1M PT15M|2|2.1|PT0S|MEDIUM
      BP-6a|bp-systolic-week|135|134.9|PT0S||132.9|133|PT0S|ADVISORY
      BP-6b|bp-diastolic-week|85|84.9|PT0S||82.9|83|PT0S|ADVISORY
      GL-2|glucose-in-20-min|55|55.1|PT0S||65.1|65|PT0S|HIGH
      GL-7|glucose-slope|-3.1|-3||2 PT1M PT10M|-2|-2.1|PT0S|HIGH
      GL-8|glucose-slope|-2|-1.9||3 PT1M PT10M|-1|-1.1|PT0S|MEDIUM
      WT-1|weight-gain-3d|2.1|2||2 PT1M P3D|1.5|1.6|PT0S|HIGH
      WT-2|weight-gain-1d|1|0.9||2 PT1M P2D|0.4|0.5|PT0S|MEDIUM
      NEWS2-7|news2|7|6||2 PT1S PT4H|5|6|PT5M|CRITICAL
      NEWS2-5|news2|5|4||2 PT5M PT4H|4|4.5|PT5M|HIGH
      NEWS2-3|news2-highest-part|3|2||2 PT5M PT4H|2|2.5|PT5M|HIGH
      NEWS2-1|news2|1|0||2 PT5M PT4H|0|0.5|PT5M|ADVISORY
      NS-1|night-heart-rate-rise|4|3.9||2 PT1H PT36H|3.9|4|PT0S|ADVISORY
      NS-2|night-heart-rate-rise|3|2.9||2 PT1H PT36H|2.9|3|PT0S|ADVISORY
      ST-1|steps-deviation|-3|-2.9|PT0S||-1.9|-2|PT0S|ADVISORY
      ST-2|steps-deviation|3|2.9|PT0S||1.9|2|PT0S|ADVISORY
      SL-1|sleep-deviation|-3|-2.9|PT0S||-1.9|-2|PT0S|ADVISORY
      SL-2|sleep-deviation|3|2.9|PT0S||1.9|2|PT0S|ADVISORY
      DI-1|diet-energy-deviation|-3|-2.9|PT0S||-1.9|-2|PT0S|ADVISORY
      DI-2|diet-energy-deviation|3|2.9|PT0S||1.9|2|PT0S|ADVISORY
      CY-1|cycle-length|23|24|PT0S||25|24|PT0S|ADVISORY
      CY-2|cycle-length|39|38|PT0S||37|38|PT0S|ADVISORY
      CY-3|cycle-variation|10|9|PT0S||8|9|PT0S|ADVISORY
      CY-4|bleeding-days|9|8|PT0S||7|8|PT0S|ADVISORY
      HRV-1|hrv-deviation|-3|-2.9|PT0S||-1.9|-2|PT0S|ADVISORY
      HRV-2|hrv-deviation|3|2.9|PT0S||1.9|2|PT0S|ADVISORY
      SK-1|skin-temperature-deviation|-3|-2.9|PT0S||-1.9|-2|PT0S|ADVISORY
      SK-2|skin-temperature-deviation|3|2.9|PT0S||1.9|2|PT0S|ADVISORY
      HR-8|heart-rate-deviation|4|3.9|PT30M||2.9|3|PT15M|MEDIUM
      HR-9a|heart-rate-shift|5|4.9|PT0S||0.9|1|PT0S|ADVISORY
      HR-9b|heart-rate-shift|-5|-4.9|PT0S||-0.9|-1|PT0S|ADVISORY
      """;

  static final Duration STEP = Duration.ofSeconds(5);

  record Row(
      String id,
      String metric,
      double breach,
      double notBreach,
      String hold,
      String spot,
      double clears,
      double doesNotClear,
      Duration clearHold,
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
          Double.parseDouble(part[6]),
          Double.parseDouble(part[7]),
          Duration.parse(part[8]),
          Severity.valueOf(part[9]));
    }

    @Override
    public String toString() {
      return id;
    }
  }

  static Stream<Row> rows() {
    return TABLE.lines().map(Row::of);
  }

  /** The same of the rules on measured metrics. */
  static Stream<Row> measured() {
    return DefaultRulesTest.rows()
        .map(
            row ->
                new Row(
                    row.id(),
                    row.metric(),
                    row.breach(),
                    row.notBreach(),
                    row.hold(),
                    row.spot(),
                    row.notBreach(),
                    row.notBreach(),
                    Duration.ZERO,
                    row.severity()));
  }

  final Rule rule;
  final Scope scope;
  final FoldState state = new FoldState();
  final AlertFold.Scratch scratch = new AlertFold.Scratch();
  final Sample sample = new Sample();
  long now = PatientUnderTest.START.toEpochMilli();

  DerivedRuleUnderTest(Row row) {
    rule =
        RuleCatalogue.defaults().stream()
            .filter(r -> r.id().equals(row.id))
            .findAny()
            .orElseThrow();
    Set<ProfileFlag> flags = EnumSet.noneOf(ProfileFlag.class);
    flags.addAll(rule.requires());
    PatientProfile profile =
        new PatientProfile(
            PatientUnderTest.PATIENT,
            1,
            EnumSet.allOf(Category.class),
            null,
            null,
            List.of(),
            flags);
    PatientRules rules = new RuleBook(List.of(rule)).rulesFor(profile, now);
    scope = rules.scope(Scope.nameOf(MetricCatalogue.standard().metric(rule.metric())));
    // Faster than any minimal spacing, so that only a rule without spot readings may hold.
    sample.intervalSeconds = row.hold.isEmpty() ? 3600 : 5;
    if (rule.excludedContexts().contains(Context.UNKNOWN)) {
      sample.context = Context.SLEEP;
    }
  }

  void takes(String metric, double value) {
    sample.metric = MetricCatalogue.standard().metric(metric).number();
    sample.value = value;
    sample.effective = now;
    sample.received = now;
    sample.identity++;
    AlertFold.step(state, scope, sample, scratch);
  }

  void takes(double value) {
    takes(rule.metric(), value);
  }

  void pass(Duration time) {
    now += time.toMillis();
  }

  boolean open() {
    return state.openCard(rule.family()) != null;
  }

  AlertCard card() {
    return Objects.requireNonNull(state.openCard(rule.family()));
  }

  /** Breaches as long, or as often, as the rule asks; the last of them confirms. */
  void breach(Row row) {
    if (row.hold.isEmpty()) {
      String[] spot = row.spot.split(" ", -1);
      for (int i = 1; i < Integer.parseInt(spot[0]); i++) {
        takes(row.breach);
        assertThat(open()).isFalse();
        pass(Duration.parse(spot[1]));
      }
    } else {
      Duration hold = Duration.parse(row.hold);
      for (Duration t = Duration.ZERO; t.compareTo(hold) < 0; t = t.plus(STEP)) {
        takes(row.breach);
        assertThat(open()).isFalse();
        pass(STEP);
      }
    }
    takes(row.breach);
  }
}
