package vigie.api.rule;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.engine.trial.RuleTrial;
import vigie.engine.trial.TrialAlert;
import vigie.engine.trial.TrialSummary;

/**
 * What a trial found: the alerts of the rule's family, by the rules in force and with the candidate
 * among them.
 *
 * @param rule the candidate
 * @param ruleInForce what it would replace; null when it would be new
 * @param from first time of the period
 * @param to last, exclusive
 * @param historyFrom from here on readings were judged; alerts before the period are not counted
 * @param inForce all patients together, by the rules in force
 * @param candidate the same with the candidate
 * @param patients each patient
 */
@Serdeable
record TrialResponse(
    RuleBody rule,
    @Nullable RuleBody ruleInForce,
    Instant from,
    Instant to,
    Instant historyFrom,
    TrialSummary inForce,
    TrialSummary candidate,
    List<PatientTrial> patients) {

  /**
   * One patient.
   *
   * @param readings of the period that the rule may judge
   * @param days (UTC) of the period that have one
   */
  @Serdeable
  record PatientTrial(
      UUID patient,
      long readings,
      long days,
      List<TrialAlert> inForce,
      List<TrialAlert> candidate) {
    static PatientTrial of(UUID patient, RuleTrial.Outcome outcome) {
      return new PatientTrial(
          patient, outcome.readings(), outcome.days(), outcome.inForce(), outcome.candidate());
    }
  }
}
