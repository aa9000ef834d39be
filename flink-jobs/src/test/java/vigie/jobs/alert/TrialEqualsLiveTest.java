package vigie.jobs.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.alert.AlertCommand;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.alert.Cause;
import vigie.alert.Rule;
import vigie.alert.RuleCatalogue;
import vigie.engine.AlertInput;
import vigie.engine.PatientKey;
import vigie.engine.trial.RuleTrial;
import vigie.engine.trial.TrialAlert;
import vigie.patient.PatientProfile;
import vigie.reading.Category;
import vigie.reading.Reading;

/** A trial of a rule finds the alerts that AlertJob raises with that rule on the same readings. */
class TrialEqualsLiveTest {
  private static final Duration ANSWER = Duration.ofMinutes(7);
  private static final Duration SPAN = Duration.ofDays(3);
  private static final PatientProfile PROFILE =
      OnePatient.profile(1, EnumSet.allOf(Category.class));

  private record Answer(UUID alert, Instant due) {}

  private record Seen(
      UUID alert, Instant onset, Instant opened, String severity, int occurrences) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aTrialFindsWhatTheJobRaises(long seed) throws Exception {
    List<Reading> readings = readings(seed);
    Rule moved =
        moved(
            rule("HR-3").as(2, null, "a clinician", OnePatient.START, "fewer"),
            118,
            Duration.ofMinutes(25));
    RuleTrial trial =
        new RuleTrial(
            PROFILE,
            RuleCatalogue.defaults(),
            moved,
            OnePatient.START,
            OnePatient.START.plus(SPAN),
            ANSWER);
    readings.forEach(trial::accept);
    RuleTrial.Outcome outcome = trial.outcome();

    assertThat(ofTrial(outcome.inForce())).isEqualTo(live(readings, List.of()));
    assertThat(ofTrial(outcome.candidate())).isEqualTo(live(readings, List.of(moved)));
    assertThat(outcome.inForce()).hasSizeGreaterThan(10);
    assertThat(ofTrial(outcome.candidate())).isNotEqualTo(ofTrial(outcome.inForce()));
  }

  /** Three days of heart rate and steps with episodes; some readings late, shuffled or twice. */
  private static List<Reading> readings(long seed) {
    Random random = new Random(seed);
    List<Reading> readings = new ArrayList<>();
    double rate = 80;
    for (int minute = 0; minute < SPAN.toMinutes(); minute++) {
      Instant at = OnePatient.START.plus(Duration.ofMinutes(minute));
      double target = (minute / 90) % 3 == 1 ? 105 + 50 * random.nextDouble() : 80;
      rate += (target - rate) / 8;
      Reading reading = OnePatient.reading("heart-rate", Math.rint(rate), at);
      Instant received = at.plusMillis(200);
      if (random.nextInt(10) == 0) {
        received = at.plusSeconds(random.nextInt(150));
      } else if ((minute / 30) % 17 == 5) {
        // Half an hour out of reach, then all at once.
        received = OnePatient.START.plus(Duration.ofMinutes((minute / 30 + 1) * 30L));
      }
      readings.add(reading.receivedAt(received));
      if (random.nextInt(20) == 0) {
        readings.add(reading.receivedAt(received.plusSeconds(40)));
      }
      if (minute % 15 == 0 && random.nextInt(6) == 0) {
        readings.add(OnePatient.reading("steps", 300, at).receivedAt(at.plusMillis(300)));
      }
    }
    readings.sort(Comparator.comparing(Reading::received));
    return readings;
  }

  /** What the job's operator raises, its clock at each arrival and somebody answering as said. */
  private static List<Seen> live(List<Reading> readings, List<Rule> changed) throws Exception {
    Map<UUID, AlertTransition> opened = new LinkedHashMap<>();
    Map<UUID, AlertTransition> newest = new LinkedHashMap<>();
    Queue<Answer> answers = new ArrayDeque<>();
    KeyedBroadcastOperatorTestHarness<PatientKey, AlertInput, Rule, AlertTransition> job =
        AlertHarness.fresh();
    try {
      job.open();
      for (Rule rule : changed) {
        job.processBroadcastElement(rule, 0);
      }
      job.setProcessingTime(OnePatient.START.toEpochMilli());
      job.processElement(AlertInput.of(PROFILE), job.getProcessingTime());
      int read = 0;
      for (Reading reading : readings) {
        while (!answers.isEmpty() && answers.peek().due().isBefore(reading.received())) {
          Answer answer = answers.remove();
          job.setProcessingTime(answer.due().toEpochMilli());
          read = take(job, read, opened, newest, answers);
          job.processElement(AlertInput.of(acknowledged(answer)), job.getProcessingTime());
          read = take(job, read, opened, newest, answers);
        }
        job.setProcessingTime(reading.received().toEpochMilli());
        read = take(job, read, opened, newest, answers);
        job.processElement(AlertInput.of(reading), job.getProcessingTime());
        read = take(job, read, opened, newest, answers);
      }
    } finally {
      job.close();
    }
    return opened.values().stream()
        .filter(first -> first.family().equals("heart-rate-high"))
        .filter(first -> !amended(newest.getOrDefault(first.alert(), first)))
        .map(
            first -> {
              AlertTransition last = newest.getOrDefault(first.alert(), first);
              return new Seen(
                  first.alert(),
                  first.onset(),
                  first.at(),
                  last.peakSeverity().name(),
                  last.occurrences());
            })
        .toList();
  }

  private static int take(
      KeyedBroadcastOperatorTestHarness<PatientKey, AlertInput, Rule, AlertTransition> job,
      int read,
      Map<UUID, AlertTransition> opened,
      Map<UUID, AlertTransition> newest,
      Queue<Answer> answers) {
    List<AlertTransition> all = job.extractOutputValues();
    for (AlertTransition transition : all.subList(read, all.size())) {
      opened.putIfAbsent(transition.alert(), transition);
      newest.put(transition.alert(), transition);
      boolean asks =
          transition.phase() == AlertPhase.ACTIVE || transition.phase() == AlertPhase.LATCHED;
      if (transition.severity().latches() && asks) {
        answers.add(new Answer(transition.alert(), transition.decidedAt().plus(ANSWER)));
      }
    }
    return all.size();
  }

  private static boolean amended(AlertTransition last) {
    return last.phase() == AlertPhase.RESOLVED && last.cause() == Cause.AMENDED;
  }

  private static List<Seen> ofTrial(List<TrialAlert> alerts) {
    return alerts.stream()
        .map(
            alert ->
                new Seen(
                    alert.alert(),
                    alert.onset(),
                    alert.opened(),
                    alert.severity().name(),
                    alert.occurrences()))
        .toList();
  }

  private static AlertCommand acknowledged(Answer answer) {
    return new AlertCommand(
        UUID.nameUUIDFromBytes(answer.toString().getBytes(StandardCharsets.UTF_8)),
        OnePatient.PATIENT,
        answer.alert(),
        AlertCommand.Kind.ACKNOWLEDGE,
        OnePatient.PHYSICIAN,
        answer.due(),
        "");
  }

  private static Rule rule(String id) {
    return RuleCatalogue.defaults().stream()
        .filter(rule -> rule.id().equals(id))
        .findAny()
        .orElseThrow();
  }

  private static Rule moved(Rule rule, double limit, Duration hold) {
    return new Rule(
        rule.id(),
        rule.version(),
        rule.family(),
        rule.metric(),
        rule.condition().withLimit(limit),
        hold,
        rule.spot(),
        rule.clear(),
        rule.clearHold(),
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
}
