package vigie.cli.backtest;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vigie.alert.Rule;
import vigie.alert.RuleCatalogue;
import vigie.alert.RuleReader;
import vigie.cli.export.ExportException;
import vigie.cli.export.ExportFormat;
import vigie.cli.export.ExportedSubject;
import vigie.cli.quality.Subject;
import vigie.engine.trial.RuleTrial;
import vigie.reading.Reading;

/** Trials on the people of a data set, beside the default rules. Needs no stack. */
final class DataSetTrials {
  private final ExportFormat format;
  private final Path folder;
  private final Duration answerAfter;

  DataSetTrials(ExportFormat format, Path folder, Duration answerAfter) {
    this.format = format;
    this.folder = folder;
    this.answerAfter = answerAfter;
  }

  /**
   * Tries the rule on each person.
   *
   * @param people the data set's names for them; none for all
   * @param from alerts before are not counted; null for none
   * @param to alerts from then on are not counted; null for none
   */
  List<PatientTrial> run(
      Candidate candidate,
      Set<String> people,
      @Nullable Instant from,
      @Nullable Instant to,
      Consumer<PatientTrial> progress) {
    Map<String, Object> fields = new HashMap<>(candidate.fields());
    // What is only tried needs no reason.
    fields.putIfAbsent("reason", "tried by backtest");
    Rule rule =
        RuleReader.read(
            fields,
            candidate.id(),
            RuleCatalogue.defaults().stream()
                    .filter(known -> known.id().equals(candidate.id()))
                    .mapToInt(Rule::version)
                    .max()
                    .orElse(0)
                + 1,
            RuleCatalogue.defaults(),
            "backtest",
            Instant.EPOCH);
    RuleTrial.refusal(rule)
        .ifPresent(
            why -> {
              throw new ExportException(rule.id() + " " + why);
            });
    List<PatientTrial> trials = new ArrayList<>();
    for (ExportedSubject person : format.reader().read(folder, people).subjects()) {
      PatientTrial trial = trial(rule, Subject.of(format.id(), person), from, to);
      trials.add(trial);
      progress.accept(trial);
    }
    return trials;
  }

  private PatientTrial trial(
      Rule rule, Subject person, @Nullable Instant from, @Nullable Instant to) {
    RuleTrial trial =
        new RuleTrial(
            person.profile(List.of()),
            RuleCatalogue.defaults(),
            rule,
            from == null ? first(person) : from,
            to == null ? Instant.MAX : to,
            answerAfter);
    person.readings().forEach(trial::accept);
    RuleTrial.Outcome outcome = trial.outcome();
    return new PatientTrial(
        person.id(), outcome.readings(), outcome.days(), outcome.inForce(), outcome.candidate());
  }

  private static Instant first(Subject person) {
    return person.readings().stream()
        .map(Reading::effective)
        .min(Instant::compareTo)
        .orElse(Instant.EPOCH);
  }
}
