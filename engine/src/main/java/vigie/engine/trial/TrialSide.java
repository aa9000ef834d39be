package vigie.engine.trial;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import vigie.Keyed128;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.alert.Cause;
import vigie.alert.Notification;
import vigie.alert.Rule;
import vigie.engine.AlertInput;
import vigie.engine.AlertLoop;
import vigie.engine.Escalation;
import vigie.engine.PatientKey;
import vigie.patient.PatientProfile;
import vigie.reading.Reading;

/** One patient's readings judged by one set of rules, the clock standing at each arrival. */
final class TrialSide implements AlertLoop.Listener {
  private static final Escalation ESCALATION =
      new Escalation(Duration.ofMinutes(5), Duration.ofMinutes(60));
  private static final UUID CLINICIAN = Keyed128.of("clinician of a trial");

  private final String rule;
  private final PatientProfile profile;
  private final PatientKey patient;
  private final AlertLoop loop;
  private final PromptClinician clinician;
  private final Map<UUID, AlertTransition> first = new LinkedHashMap<>();
  private final Map<UUID, AlertTransition> last = new LinkedHashMap<>();
  private final Set<UUID> ofRule = new HashSet<>();
  private boolean begun;

  TrialSide(String rule, Collection<Rule> rules, PatientProfile profile, Duration answer) {
    this.rule = rule;
    this.profile = profile;
    this.patient = PatientKey.of(profile.patient().value());
    this.loop = new AlertLoop(ESCALATION, rules);
    this.clinician = new PromptClinician(profile.patient(), CLINICIAN, answer);
  }

  void accept(Reading reading) {
    long now = reading.received().toEpochMilli();
    if (!begun) {
      begun = true;
      loop.accept(AlertInput.of(profile), now, this);
    }
    passUntil(now);
    loop.accept(AlertInput.of(reading), now, this);
  }

  /** What people answer and what falls due before this time, each at its own. */
  private void passUntil(long now) {
    while (true) {
      long answer = clinician.dueAt();
      long wake = loop.wakeAt(patient);
      if (Math.min(answer, wake) >= now) {
        return;
      }
      if (answer <= wake) {
        loop.accept(AlertInput.of(clinician.answer()), answer, this);
      } else {
        loop.wake(patient, wake, this);
      }
    }
  }

  @Override
  public void changed(AlertTransition transition) {
    first.putIfAbsent(transition.alert(), transition);
    last.put(transition.alert(), transition);
    if (transition.ruleId().equals(rule)) {
      ofRule.add(transition.alert());
    }
    clinician.sees(transition);
  }

  @Override
  public void notified(Notification notification) {}

  /** The alerts of these families that were confirmed in a time, and were not taken back. */
  List<TrialAlert> alerts(Set<String> families, Instant from, Instant to) {
    List<TrialAlert> alerts = new ArrayList<>();
    first.forEach(
        (id, opened) -> {
          AlertTransition end = last.getOrDefault(id, opened);
          boolean groundless = end.phase() == AlertPhase.RESOLVED && end.cause() == Cause.AMENDED;
          if (families.contains(opened.family())
              && !opened.at().isBefore(from)
              && opened.at().isBefore(to)
              && !groundless) {
            Duration delay = Duration.between(opened.onset(), opened.decidedAt());
            alerts.add(
                new TrialAlert(
                    id,
                    opened.family(),
                    end.peakSeverity(),
                    opened.onset(),
                    opened.at(),
                    delay.toMillis() / 1e3,
                    end.retrospective(),
                    end.occurrences(),
                    ofRule.contains(id)));
          }
        });
    return alerts;
  }
}
