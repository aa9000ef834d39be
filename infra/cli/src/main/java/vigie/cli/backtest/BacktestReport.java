package vigie.cli.backtest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import vigie.engine.trial.TrialAlert;
import vigie.engine.trial.TrialSummary;

/** What a backtest found, in words. */
final class BacktestReport {
  private BacktestReport() {}

  /** Both sides beside each other, then who is concerned; a line each. */
  static List<String> lines(String rule, List<PatientTrial> trials) {
    long days = trials.stream().mapToLong(PatientTrial::days).sum();
    TrialSummary before =
        TrialSummary.of(trials.stream().map(PatientTrial::inForce).toList(), days);
    TrialSummary after =
        TrialSummary.of(trials.stream().map(PatientTrial::candidate).toList(), days);
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s on %,d patients, %,d patient-days, %,d readings"
            .formatted(
                rule,
                trials.size(),
                days,
                trials.stream().mapToLong(PatientTrial::readings).sum()));
    lines.add("%-34s %12s %12s".formatted("", "in force", "candidate"));
    lines.add(row("alerts of the family", before, after, summary -> whole(summary.alerts())));
    lines.add(row("  of this rule", before, after, summary -> whole(summary.ofRule())));
    lines.add(row("  CRITICAL", before, after, summary -> whole(summary.critical())));
    lines.add(row("  HIGH", before, after, summary -> whole(summary.high())));
    lines.add(row("  MEDIUM", before, after, summary -> whole(summary.medium())));
    lines.add(row("  ADVISORY", before, after, summary -> whole(summary.advisory())));
    lines.add(
        row("  of stale readings, paging nobody", before, after, s -> whole(s.retrospective())));
    lines.add(row("patients concerned", before, after, summary -> whole(summary.patients())));
    lines.add(
        row(
            "alerts a patient and day",
            before,
            after,
            summary -> String.format(Locale.ROOT, "%.3f", summary.perPatientDay())));
    lines.add(
        row(
            "median delay after the limit, s",
            before,
            after,
            summary ->
                summary.medianDelaySeconds() == null
                    ? "-"
                    : String.format(Locale.ROOT, "%.0f", summary.medianDelaySeconds())));
    for (PatientTrial trial : trials) {
      if (!ids(trial.inForce()).equals(ids(trial.candidate()))) {
        lines.add(
            row(
                "  " + trial.patient(),
                trial.inForce().size(),
                trial.candidate().size(),
                count -> whole(count)));
      }
    }
    return lines;
  }

  private static List<String> ids(List<TrialAlert> alerts) {
    return alerts.stream().map(alert -> alert.alert() + " " + alert.severity()).toList();
  }

  private static <T> String row(String what, T before, T after, Function<T, String> number) {
    return "%-34s %12s %12s".formatted(what, number.apply(before), number.apply(after));
  }

  private static String whole(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
