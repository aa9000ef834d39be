package vigie.cli.backtest;

import java.util.List;
import vigie.engine.trial.TrialAlert;

/**
 * What a trial found of one patient.
 *
 * @param patient the id, or the data set's name for the person
 * @param readings of the period that the rule may judge
 * @param days (UTC) of the period that have one
 * @param inForce alerts of the rule's family by the rules in force
 * @param candidate the same with the candidate
 */
record PatientTrial(
    String patient,
    long readings,
    long days,
    List<TrialAlert> inForce,
    List<TrialAlert> candidate) {}
