package vigie.cli.quality;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.alert.Cause;
import vigie.alert.Notification;
import vigie.alert.Rule;
import vigie.engine.AlertInput;
import vigie.engine.AlertLoop;
import vigie.engine.Escalation;
import vigie.engine.trial.PromptClinician;
import vigie.patient.PatientLimit;
import vigie.reading.Reading;

/**
 * Runs the engine over one person's readings, the clock standing at each reading's arrival. Whoever
 * is told acknowledges after a fixed time, for a severe alert that nobody acknowledges would never
 * end, and all later episodes would be its occurrences.
 */
final class EngineRun implements AlertLoop.Listener {
  private static final Escalation ESCALATION =
      new Escalation(Duration.ofMinutes(5), Duration.ofMinutes(30));
  private static final UUID CLINICIAN = new UUID(7, 3);

  private final Subject subject;
  private final AlertLoop loop;
  private final Duration answer;
  private final Map<UUID, AlertTransition> first = new LinkedHashMap<>();
  private final Map<UUID, AlertTransition> last = new LinkedHashMap<>();
  private final Map<UUID, Instant> gone = new LinkedHashMap<>();
  private final Set<UUID> physicianTold = new HashSet<>();
  private final PromptClinician clinician;

  private EngineRun(Subject subject, Iterable<Rule> rules, Duration answer) {
    this.subject = subject;
    this.loop = new AlertLoop(ESCALATION, rules);
    this.answer = answer;
    this.clinician = new PromptClinician(subject.patient(), CLINICIAN, answer);
  }

  /**
   * The alerts that these rules make of these readings.
   *
   * @param answer how long after a severe alert changes somebody acknowledges it
   */
  static List<AlertStory> alerts(
      Subject subject, Iterable<Rule> rules, List<PatientLimit> limits, Duration answer) {
    EngineRun run = new EngineRun(subject, rules, answer);
    run.play(limits);
    return run.stories();
  }

  private void play(List<PatientLimit> limits) {
    if (subject.readings().isEmpty()) {
      return;
    }
    long begin = subject.readings().get(0).received().toEpochMilli();
    loop.accept(AlertInput.of(subject.profile(limits)), begin, this);
    for (Reading reading : subject.readings()) {
      long now = reading.received().toEpochMilli();
      answerUntil(now - 1);
      loop.accept(AlertInput.of(reading), now, this);
      // An answer at once comes before the next reading, also one of the same time.
      if (answer.isZero()) {
        answerUntil(now);
      }
    }
  }

  private void answerUntil(long now) {
    while (clinician.dueAt() <= now) {
      long due = clinician.dueAt();
      loop.accept(AlertInput.of(clinician.answer()), due, this);
    }
  }

  @Override
  public void changed(AlertTransition transition) {
    first.putIfAbsent(transition.alert(), transition);
    last.put(transition.alert(), transition);
    AlertPhase phase = transition.phase();
    boolean over = phase == AlertPhase.RESOLVED || phase == AlertPhase.LATCHED;
    if (!over) {
      gone.remove(transition.alert());
    } else if (transition.cause() != Cause.ACKNOWLEDGED) {
      gone.putIfAbsent(transition.alert(), transition.at());
    }
    clinician.sees(transition);
  }

  @Override
  public void notified(Notification notification) {
    if (notification.recipient().equals(Subject.PHYSICIAN)) {
      physicianTold.add(notification.alert().alert());
    }
  }

  private List<AlertStory> stories() {
    List<AlertStory> stories = new ArrayList<>();
    last.forEach(
        (alert, end) -> {
          AlertTransition begin = first.get(alert);
          boolean groundless = end.phase() == AlertPhase.RESOLVED && end.cause() == Cause.AMENDED;
          if (begin != null && !groundless) {
            @Nullable Instant closed = gone.get(alert);
            stories.add(
                new AlertStory(
                    alert,
                    end.family(),
                    end.onset(),
                    begin.at(),
                    closed,
                    end.peakSeverity(),
                    end.retrospective(),
                    physicianTold.contains(alert)));
          }
        });
    return stories;
  }
}
