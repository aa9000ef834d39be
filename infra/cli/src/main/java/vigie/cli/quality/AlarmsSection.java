package vigie.cli.quality;

import java.util.List;
import java.util.Map;
import vigie.cli.quality.BedsideAlarms.Outcome;

/** What the report says of bedside alarms. */
final class AlarmsSection {
  /** The kinds that a heart rate can tell. */
  private static final List<String> COVERED = List.of("Bradycardia", "Tachycardia");

  private final Map<String, Map<String, Outcome>> alarms;

  AlarmsSection(Map<String, Map<String, Outcome>> alarms) {
    this.alarms = alarms;
  }

  void writeTo(Markdown page) {
    page.heading("Bedside alarms, true and false (physionet-challenge-2015)");
    page.text(
        """
        Five minutes of heart rate each second before an alarm of a bedside monitor that experts \
        called true or false. Rates come from beats (ECG) and from pulses; with both, the intake \
        doubts readings that differ by more than 20/min, and a doubtful reading never opens an \
        alert alone. "Limit" is the monitor's own (above 140, below 40) without any hold. The \
        ways with a hold are HR-1 and HR-5 with the monitor's limits set as the patient's own, \
        all other rules as they are. A way counts as alerting when a value beyond the limit, or a \
        HIGH or CRITICAL heart-rate alert, came in any of the five minutes.\
        """);
    page.row(
        "way",
        "true, of rate",
        "false, of rate",
        "true, other kinds",
        "false, other kinds",
        "sensitivity, of rate",
        "fewer false than the limit");
    page.rule(1, 6);
    Outcome limit = sum(BedsideAlarms.LIMIT, true).plus(sum(BedsideAlarms.LIMIT, false));
    for (String way : alarms.keySet()) {
      Outcome rate = sum(way, true);
      Outcome other = sum(way, false);
      page.row(
          way,
          of(rate.alarmedReal(), rate.real()),
          of(rate.alarmedUnreal(), rate.unreal()),
          of(other.alarmedReal(), other.real()),
          of(other.alarmedUnreal(), other.unreal()),
          Markdown.percent(rate.alarmedReal(), rate.real()),
          Markdown.percent(
              limit.alarmedUnreal() - rate.plus(other).alarmedUnreal(), limit.alarmedUnreal()));
    }
    page.gap();
    page.text("![Sensitivity and false alarms by hold](quality/alarms.svg)");
    page.text(
        """
        "Of rate" are bradycardia and tachycardia, the kinds that a heart rate can tell. The \
        others are asystole, ventricular tachycardia and fibrillation: alarms of seconds, told by \
        the shape or the absence of a beat, for which there is no rule here and which a heart \
        rate derived from the same noisy lead cannot confirm.\
        """);
    page.text(
        """
        **What it means.** The default rules are made for homes and wards without a monitor: \
        they hold for two, three or ten minutes. Of alarms that last seconds they miss nearly \
        all, and nobody may put them in a monitor's place. A hold buys silence with misses: each \
        second takes true alarms away with the false ones, because the true ones here are short \
        too, and no hold in the table keeps most of the true and drops most of the false. A \
        second source does not help by itself: it brings alerts of its own, and two readings in \
        doubt that follow each other confirm each other, also where both come from the source \
        that is wrong.\
        """);
  }

  private static String of(long some, long all) {
    return some + " of " + all;
  }

  private Outcome sum(String way, boolean ofRate) {
    Outcome sum = new Outcome(0, 0, 0, 0);
    for (var kind : alarms.getOrDefault(way, Map.of()).entrySet()) {
      if (COVERED.contains(kind.getKey()) == ofRate) {
        sum = sum.plus(kind.getValue());
      }
    }
    return sum;
  }

  String plot() {
    List<String> holds = BedsideAlarms.HOLDS.stream().map(String::valueOf).toList();
    return SvgChart.lines(
        "True alarms of rate, and all false alarms, at which we alert",
        "per cent of records",
        "hold in seconds (the bedside's limits, 140 and 40)",
        holds,
        List.of(
            new SvgChart.Series("true, ECG alone", trueShares(false)),
            new SvgChart.Series("true, two sources", trueShares(true)),
            new SvgChart.Series("false, ECG alone", falseShares(false)),
            new SvgChart.Series("false, two sources", falseShares(true))));
  }

  private List<Double> trueShares(boolean two) {
    return BedsideAlarms.HOLDS.stream()
        .map(hold -> sum(BedsideAlarms.name(hold, two), true))
        .map(sum -> 100.0 * sum.alarmedReal() / Math.max(1, sum.real()))
        .toList();
  }

  private List<Double> falseShares(boolean two) {
    return BedsideAlarms.HOLDS.stream()
        .map(hold -> BedsideAlarms.name(hold, two))
        .map(way -> sum(way, true).plus(sum(way, false)))
        .map(sum -> 100.0 * sum.alarmedUnreal() / Math.max(1, sum.unreal()))
        .toList();
  }
}
