package vigie.cli.quality;

import java.util.List;
import java.util.stream.IntStream;

/** What the report says of episodes and crossings, engine beside oracle. */
final class EpisodesSection {
  private final QualityStudies.Results results;

  EpisodesSection(QualityStudies.Results results) {
    this.results = results;
  }

  void writeTo(Markdown page) {
    crossings(page);
    chart(page);
    glucose(page);
    rest(page);
  }

  private void crossings(Markdown page) {
    page.heading("Limit crossings of charted vital signs (mimic-iii-demo)");
    page.text(
        """
        Each rule alone, engine beside an oracle (`RuleOracle`) that was written from the rule's \
        definition, looks back over the whole series and shares no code with the engine but the \
        order of readings of one time. The same episode has the same onset and is confirmed by \
        the same reading; "same end" says how many of those also end by the same reading.\
        """);
    scores(page, results.mimic());
    page.text(
        """
        Not compared: BP-3, whose gate asks for the mean of a week, and rules on derived metrics \
        (NEWS2, slopes, baselines), which have tests of their own; rules of flags nobody here \
        has. A charted value stands for the hour (blood pressure, heart rate) or the four to six \
        hours (temperature, glucose) between chart rows, so a hold of minutes means two rows.\
        """);
  }

  private void chart(Markdown page) {
    page.heading("The clinicians' own limits (mimic-iii-demo)");
    page.text(
        """
        The chart also has the alarm limits that were set at the bedside. A crossing is a row of \
        charted values beyond the limit standing then; a row of one value cannot be confirmed by \
        a rule with a hold. Beside it, our default rules, all on, knowing nothing of those \
        limits.\
        """);
    page.row(
        "limit",
        "values compared",
        "beyond",
        "crossings",
        "of one value",
        "with an alert of ours",
        "with a HIGH or CRITICAL",
        "our HIGH and CRITICAL",
        "of these, limit crossed");
    page.rule(1, 8);
    for (ChartCrossings one : results.chart()) {
      page.row(
          one.side().metric() + (one.side().high() ? " high" : " low"),
          Markdown.count(one.compared()),
          Markdown.count(one.beyond()),
          Markdown.count(one.crossings()),
          Markdown.count(one.single()),
          Markdown.count(one.alerted()),
          Markdown.count(one.severe()),
          Markdown.count(one.alerts()),
          Markdown.count(one.alertsCrossed()));
    }
    page.gap();
    page.text(
        """
        The two ask different questions: a bedside limit is set around the patient's present \
        state and rings at once, a default rule asks whether a value is dangerous for anybody \
        and lasts. Where a ward wants its own limits, they are set per patient.\
        """);
  }

  private void glucose(Markdown page) {
    page.heading("Episodes of continuous glucose (t1d-uom)");
    page.text(
        """
        The same comparison. GL-3b (below 70 mg/dL) holds for 15 minutes, which is the consensus's \
        episode (ATTD 2017, 2019); GL-1b (below 54) tells the patient at once, so it stands here \
        with those 15 minutes too, after which others are told; GL-5b (above 250) and GL-6b (above \
        180) hold for 60 and 120 minutes by this project's choice, so both do as well. A hold \
        goes on over a gap of at most three of the sensor's intervals. Sensors: %s.\
        """
            .formatted(cadence()));
    scores(page, results.glucose());
    page.text("![Alerts by hour](quality/hours.svg)");
  }

  private String cadence() {
    return String.join(
        ", ",
        results.cadence().entrySet().stream()
            .map(one -> one.getValue() + " people every " + one.getKey() + " minutes")
            .toList());
  }

  private void rest(Markdown page) {
    page.heading("Heart rate at rest (t1d-uom)");
    page.text(
        """
        Heart rate of a watch every 5 minutes, steps in epochs of 15 minutes, sleep marked. The \
        rest gate suspends a rule while steps were above zero within the last 10 minutes. First \
        the gate as the engine reads it, where an epoch of steps counts as of its end, and each \
        reading arriving when it was measured:\
        """);
    scores(page, results.rest());
    page.text(
        """
        The same as they arrive in truth, some later than others, after which they are judged \
        again: of the %s episodes above %s were told by another reading than in order, or have \
        another onset.\
        """
            .formatted(
                Markdown.count(all(results.restAsArrived())),
                Markdown.count(missed(results.restAsArrived()))));
    page.text(
        """
        Last, the gate as the words "steps = 0 for 10 min" (`clinical.md` 4.1) are meant, where \
        an epoch with steps counts from its begin until its end and ten minutes more. An episode that only \
        begins at another reading counts here as one false positive and one false negative:\
        """);
    scores(page, results.restByWords());
    page.text(
        """
        What this table finds wrong is the price of epochs longer than the gate's 10 minutes: the \
        minutes of a walk pass for rest until the epoch has ended and its steps are known. HR-5 \
        to HR-7 have no such gate.\
        """);
  }

  private static long all(List<Score> scores) {
    return scores.stream().mapToLong(one -> one.truePositives() + one.falseNegatives()).sum();
  }

  private static long missed(List<Score> scores) {
    return scores.stream().mapToLong(Score::falseNegatives).sum();
  }

  private void scores(Markdown page, List<Score> scores) {
    page.row("rule", "TP", "FP", "FN", "precision", "recall", "same end");
    page.rule(1, 6);
    for (Score score : Score.some(scores)) {
      page.row(
          score.rule(),
          Markdown.count(score.truePositives()),
          Markdown.count(score.falsePositives()),
          Markdown.count(score.falseNegatives()),
          Markdown.share(score.precision()),
          Markdown.share(score.recall()),
          Markdown.count(score.sameEnd()));
    }
    page.gap();
    List<String> empty =
        scores.stream().filter(s -> !Score.some(List.of(s)).contains(s)).map(Score::rule).toList();
    if (!empty.isEmpty()) {
      page.text("Nothing to find, and nothing found: " + String.join(", ", empty) + ".");
    }
  }

  String hoursPlot() {
    double days = Math.max(1, results.glucoseDays());
    List<String> hours = IntStream.range(0, 24).mapToObj(String::valueOf).toList();
    return SvgChart.bars(
        "Alerts on continuous glucose by hour of the day, all people of t1d-uom together",
        "per 100 patient-days",
        hours,
        List.of(
            new SvgChart.Series("low or falling", perHundred(results.hours().low(), days)),
            new SvgChart.Series("high", perHundred(results.hours().high(), days))));
  }

  private static List<Double> perHundred(List<Long> counts, double days) {
    return counts.stream().map(count -> 100.0 * count / days).toList();
  }
}
