package vigie.cli.quality;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import vigie.alert.Rule;
import vigie.alert.RuleCatalogue;
import vigie.alert.Severity;
import vigie.cli.export.ChartedLimits;
import vigie.cli.export.Export;
import vigie.cli.export.ExportFormat;
import vigie.cli.export.ExportedSubject;

/** Everything that the report tells, measured. */
final class QualityStudies {
  /** How long after it changed somebody acknowledges a severe alert. */
  static final Duration ANSWER = Duration.ofMinutes(10);

  private final DataSets dataSets;
  private final Consumer<String> progress;

  QualityStudies(DataSets dataSets, Consumer<String> progress) {
    this.dataSets = dataSets;
    this.progress = progress;
  }

  /**
   * What came out.
   *
   * @param mimic limit crossings of charted vitals
   * @param chart the same charts beside the limits set at the bedside
   * @param glucose episodes of continuous glucose
   * @param rest heart-rate rules of a watch, each reading as soon as it was measured, the rest gate
   *     read as the rule has it
   * @param restAsArrived the same, the steps arriving when their epoch ends
   * @param restByWords as the first, the gate read as the words say
   * @param alarms bedside alarms, by way and kind
   * @param burdens what all rules together ask of people
   * @param hours alerts on continuous glucose by hour of the day in London, low and high
   * @param glucoseDays person-days of continuous glucose
   * @param cadence people by the interval of their glucose sensor, in minutes
   */
  record Results(
      List<Score> mimic,
      List<ChartCrossings> chart,
      List<Score> glucose,
      List<Score> rest,
      List<Score> restAsArrived,
      List<Score> restByWords,
      Map<String, Map<String, BedsideAlarms.Outcome>> alarms,
      List<Burden> burdens,
      HoursOfDay hours,
      long glucoseDays,
      Map<Long, Long> cadence) {}

  Results all() {
    List<Subject> charts = subjects(ExportFormat.MIMIC, "mimic-iii-demo");
    List<Score> mimic = scores(charts, RuleScores.rules(Set.of("steps")));
    List<ChartCrossings> chart = chart(charts);

    List<ExportedSubject> people = read(ExportFormat.T1D_UOM, "t1d-uom").subjects();
    Map<Long, Long> cadence = new TreeMap<>();
    List<Subject> home = new ArrayList<>();
    for (ExportedSubject person : people) {
      Duration interval = Cadence.ofGlucose(person);
      cadence.merge(interval.toMinutes(), 1L, Long::sum);
      home.add(Subject.of("t1d-uom", person, Map.of("cgm", interval)));
    }
    progress.accept("t1d-uom: the intake has taken what it takes");
    List<Score> glucose = scores(home, glucoseRules());
    List<Rule> heart =
        List.of("HR-1", "HR-2", "HR-3", "HR-4", "HR-5", "HR-6a", "HR-7").stream()
            .map(RuleScores::rule)
            .toList();
    List<Score> rest = new ArrayList<>();
    List<Score> restAsArrived = new ArrayList<>();
    List<Score> restByWords = new ArrayList<>();
    for (Subject person : home) {
      Subject watched = person.only(Set.of("heart-rate", "steps"));
      rest.addAll(RuleScores.of(watched.atOnce(), heart, RestGate::atEnd));
      restAsArrived.addAll(RuleScores.of(watched, heart, RestGate::atEnd));
      restByWords.addAll(RuleScores.of(watched.atOnce(), heart, RestGate::throughout));
    }
    progress.accept("t1d-uom: compared with the oracle");
    Subject[] cgm =
        home.stream().map(one -> one.only(Set.of("glucose-cgm"))).toArray(Subject[]::new);
    HoursOfDay hours = HoursOfDay.of(List.of(cgm));
    long glucoseDays = List.of(cgm).stream().mapToLong(Subject::days).sum();

    Map<String, Map<String, BedsideAlarms.Outcome>> alarms =
        BedsideAlarms.study(
            dataSets.folder("physionet-challenge-2015"),
            read(ExportFormat.CHALLENGE_2015, "physionet-challenge-2015"));
    progress.accept("physionet-challenge-2015: tried every way on every record");

    List<Burden> burdens = new ArrayList<>();
    burdens.add(Burden.of("t1d-uom", home));
    progress.accept("t1d-uom: all rules");
    burdens.add(Burden.of("lifesnaps", subjects(ExportFormat.LIFESNAPS, "lifesnaps")));
    burdens.add(Burden.of("fitbit", subjects(ExportFormat.FITBIT, "fitbit-fitness-tracker")));
    progress.accept("lifesnaps, fitbit: all rules");
    return new Results(
        mimic,
        chart,
        glucose,
        Score.byRule(rest),
        Score.byRule(restAsArrived),
        Score.byRule(restByWords),
        alarms,
        burdens,
        hours,
        glucoseDays,
        cadence);
  }

  /** The default rules, and three with the consensus's own 15 minutes. */
  private static List<Rule> glucoseRules() {
    List<Rule> rules = new ArrayList<>();
    for (String id : List.of("GL-1b", "GL-1c", "GL-3b", "GL-4b", "GL-5b", "GL-6b")) {
      rules.add(RuleScores.rule(id));
    }
    Duration consensus = Duration.ofMinutes(15);
    rules.add(RuleScores.held("GL-1b held 15 min", RuleScores.rule("GL-1b"), consensus));
    rules.add(RuleScores.held("GL-5b held 15 min", RuleScores.rule("GL-5b"), consensus));
    rules.add(RuleScores.held("GL-6b held 15 min", RuleScores.rule("GL-6b"), consensus));
    return rules;
  }

  private List<Score> scores(List<Subject> subjects, List<Rule> rules) {
    List<Score> scores = new ArrayList<>();
    for (Subject subject : subjects) {
      scores.addAll(RuleScores.of(subject, rules, RestGate::atEnd));
    }
    return Score.byRule(scores);
  }

  private List<ChartCrossings> chart(List<Subject> charts) {
    Path folder = dataSets.folder("mimic-iii-demo");
    List<ChartedLimits.Limit> limits = ChartedLimits.read(folder);
    Map<ChartedLimits.Side, ChartCrossings> sums = new TreeMap<>();
    for (Subject subject : charts) {
      List<AlertStory> stories =
          EngineRun.alerts(subject, RuleCatalogue.defaults(), List.of(), ANSWER);
      for (ChartedLimits.Side side : ChartedLimits.Side.values()) {
        sums.merge(side, ChartCrossings.of(side, subject, limits, stories), ChartCrossings::plus);
      }
    }
    progress.accept("mimic-iii-demo: compared with the oracle and the chart's limits");
    return List.copyOf(sums.values());
  }

  private List<Subject> subjects(ExportFormat format, String folder) {
    return read(format, folder).subjects().stream()
        .map(person -> Subject.of(format.id(), person))
        .toList();
  }

  private Export read(ExportFormat format, String name) {
    Export export = format.reader().read(dataSets.folder(name), Set.of());
    progress.accept(
        "%s: %,d people, %,d readings, %,d rows skipped"
            .formatted(
                name, export.subjects().size(), export.readingCount(), export.skippedCount()));
    return export;
  }

  /** In the report's order, the worst first. */
  static List<Severity> severities() {
    return List.of(Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.ADVISORY);
  }
}
