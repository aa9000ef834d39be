package vigie.engine.trial;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.UUID;
import vigie.Keyed128;
import vigie.alert.AlertCommand;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.reading.PatientId;

/**
 * Somebody who acknowledges each severe alert a fixed time after it asks for it. Where readings of
 * the past are judged there is nobody to answer, and a severe alert that nobody acknowledges would
 * never end: all later episodes would be its occurrences.
 */
public final class PromptClinician {
  private final PatientId patient;
  private final UUID person;
  private final Duration after;
  private final Queue<Answer> answers = new ArrayDeque<>();

  private record Answer(UUID alert, long due) {}

  /** One for this patient, who answers so long after. */
  public PromptClinician(PatientId patient, UUID person, Duration after) {
    this.patient = patient;
    this.person = person;
    this.after = after;
  }

  /** An alert changed. */
  public void sees(AlertTransition transition) {
    AlertPhase phase = transition.phase();
    if (transition.severity().latches()
        && (phase == AlertPhase.ACTIVE || phase == AlertPhase.LATCHED)) {
      answers.add(
          new Answer(transition.alert(), transition.decidedAt().toEpochMilli() + after.toMillis()));
    }
  }

  /** When the next answer comes, in milliseconds since 1970 UTC; Long.MAX_VALUE for never. */
  public long dueAt() {
    Answer next = answers.peek();
    return next == null ? Long.MAX_VALUE : next.due();
  }

  /**
   * The next answer, given at {@link #dueAt}.
   *
   * @throws java.util.NoSuchElementException when there is none
   */
  public AlertCommand answer() {
    Answer next = answers.remove();
    return new AlertCommand(
        Keyed128.of("answer", patient, next.alert(), next.due()),
        patient,
        next.alert(),
        AlertCommand.Kind.ACKNOWLEDGE,
        person,
        Instant.ofEpochMilli(next.due()),
        "",
        null);
  }
}
