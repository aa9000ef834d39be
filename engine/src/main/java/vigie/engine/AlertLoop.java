package vigie.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import vigie.alert.AlertTransition;
import vigie.alert.Notification;
import vigie.alert.Rule;
import vigie.alert.RuleCatalogue;

/**
 * Detection without Flink: every patient's memory on the heap, nothing kept over an end, and time
 * passes only when its caller says so. What the job's benchmark compares itself with, and what the
 * report on quality and trials of rules run. Not safe for several threads.
 */
public final class AlertLoop {
  private final PatientAlerts alerts;
  private final Decisions decisions = new Decisions();
  private final Map<PatientKey, InMemoryPatient> patients = new HashMap<>();

  /** Told, in order, what inputs lead to. */
  public interface Listener {
    /** An alert changed. */
    void changed(AlertTransition transition);

    /** A person is to be told. */
    void notified(Notification notification);
  }

  /** A loop with the default rules. */
  public AlertLoop(Escalation escalation) {
    this(escalation, RuleCatalogue.defaults());
  }

  /** A loop with these rules. */
  public AlertLoop(Escalation escalation, Iterable<Rule> rules) {
    alerts = new PatientAlerts(new RuleBook(rules), new EscalationPolicy(escalation));
  }

  /**
   * Takes a reading, a profile or what a person did.
   *
   * @param now the wall clock, in milliseconds since 1970 UTC
   * @return how many transitions and notifications it led to
   */
  public int accept(AlertInput input, long now) {
    decide(input, now);
    int outcome = decisions.transitions.size() + decisions.notifications.size();
    decisions.clear();
    return outcome;
  }

  /** The same, telling what it led to. */
  public void accept(AlertInput input, long now, Listener listener) {
    decide(input, now);
    tell(listener);
  }

  /** When something falls due for this patient; Long.MAX_VALUE for never. */
  public long wakeAt(PatientKey patient) {
    InMemoryPatient memory = patients.get(patient);
    return memory == null ? Long.MAX_VALUE : PatientAlerts.wakeAt(memory);
  }

  /** It is now, and {@link #wakeAt} had said to look again by now. */
  public void wake(PatientKey patient, long now, Listener listener) {
    InMemoryPatient memory = patients.get(patient);
    if (memory != null) {
      alerts.onTime(memory, now, decisions);
      tell(listener);
    }
  }

  private void tell(Listener listener) {
    List<AlertTransition> changes = List.copyOf(decisions.transitions);
    List<Notification> told = List.copyOf(decisions.notifications);
    decisions.clear();
    changes.forEach(listener::changed);
    told.forEach(listener::notified);
  }

  private void decide(AlertInput input, long now) {
    InMemoryPatient memory =
        patients.computeIfAbsent(input.patient(), patient -> new InMemoryPatient());
    switch (input.kind()) {
      case READING ->
          alerts.onReading(memory, Objects.requireNonNull(input.sample()), now, decisions);
      case PROFILE ->
          alerts.onProfile(memory, Objects.requireNonNull(input.profile()), now, decisions);
      case COMMAND ->
          alerts.onCommand(memory, Objects.requireNonNull(input.command()), now, decisions);
      default -> throw new IllegalArgumentException("the loop takes no " + input.kind());
    }
  }
}
