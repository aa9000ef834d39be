package vigie.engine.trial;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.alert.Severity;

/**
 * How much one side of a trial asks of people.
 *
 * @param alerts all of them
 * @param critical of these, by the highest severity they had
 * @param high the same
 * @param medium the same
 * @param advisory the same
 * @param retrospective of these, alerts that would have paged nobody
 * @param ofRule of these, alerts to which the rule on trial gave the severity at some time
 * @param patients of whom there is an alert
 * @param patientDays days (UTC) of a patient with a reading that the rule may judge
 * @param perPatientDay alerts a patient and day; 0 without days
 * @param medianDelaySeconds from the first reading beyond the limit to the alert; null without any
 */
public record TrialSummary(
    long alerts,
    long critical,
    long high,
    long medium,
    long advisory,
    long retrospective,
    long ofRule,
    long patients,
    long patientDays,
    double perPatientDay,
    @Nullable Double medianDelaySeconds) {

  /**
   * Sums up.
   *
   * @param patients the alerts of each patient
   * @param patientDays of all of them
   */
  public static TrialSummary of(Collection<List<TrialAlert>> patients, long patientDays) {
    List<TrialAlert> all = patients.stream().flatMap(List::stream).toList();
    List<Double> delays = all.stream().map(TrialAlert::delaySeconds).sorted().toList();
    return new TrialSummary(
        all.size(),
        count(all, Severity.CRITICAL),
        count(all, Severity.HIGH),
        count(all, Severity.MEDIUM),
        count(all, Severity.ADVISORY),
        all.stream().filter(TrialAlert::retrospective).count(),
        all.stream().filter(TrialAlert::ofRule).count(),
        patients.stream().filter(alerts -> !alerts.isEmpty()).count(),
        patientDays,
        patientDays == 0 ? 0 : (double) all.size() / patientDays,
        delays.isEmpty() ? null : delays.get((delays.size() - 1) / 2));
  }

  private static long count(List<TrialAlert> alerts, Severity severity) {
    return alerts.stream().filter(alert -> alert.severity() == severity).count();
  }
}
