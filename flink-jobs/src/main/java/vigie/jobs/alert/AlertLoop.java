package vigie.jobs.alert;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import vigie.alert.RuleCatalogue;

/**
 * Detection without Flink: every patient's memory on the heap, nothing kept over an end, no timers.
 * What the job's benchmark compares itself with. Not safe for several threads.
 */
public final class AlertLoop {
  private final PatientAlerts alerts;
  private final Decisions decisions = new Decisions();
  private final Map<PatientKey, InMemoryPatient> patients = new HashMap<>();

  /** A loop with the default rules. */
  public AlertLoop(Escalation escalation) {
    alerts =
        new PatientAlerts(new RuleBook(RuleCatalogue.defaults()), new EscalationPolicy(escalation));
  }

  /**
   * Takes a reading or a profile.
   *
   * @param now the wall clock, in milliseconds since 1970 UTC
   * @return how many transitions and notifications it led to
   */
  public int accept(AlertInput input, long now) {
    InMemoryPatient memory =
        patients.computeIfAbsent(input.patient(), patient -> new InMemoryPatient());
    if (input.kind() == AlertInput.Kind.READING) {
      alerts.onReading(memory, Objects.requireNonNull(input.sample()), now, decisions);
    } else if (input.kind() == AlertInput.Kind.PROFILE) {
      alerts.onProfile(memory, Objects.requireNonNull(input.profile()), now, decisions);
    } else {
      throw new IllegalArgumentException("the loop takes no " + input.kind());
    }
    int outcome = decisions.transitions.size() + decisions.notifications.size();
    decisions.clear();
    return outcome;
  }
}
