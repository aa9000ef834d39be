/**
 * From readings to alerts to notifications, for each patient alone, in the order things happen:
 *
 * <ol>
 *   <li>{@link vigie.engine.sample.Sample}: a reading as the detector sees it, kept for a while in
 *       {@link vigie.engine.Tail};
 *   <li>{@link vigie.engine.RuleBook} says which {@link vigie.engine.PatientRules} are in force for
 *       a patient;
 *   <li>{@link vigie.engine.StageJudge} judges one sample by one rule, {@link
 *       vigie.engine.AlertFold} lets the stages of a family make one alert;
 *   <li>{@link vigie.engine.AlertDetector} keeps the fold right when readings come late or twice,
 *       and {@link vigie.engine.AlertLedger} tells what became of each alert;
 *   <li>{@link vigie.engine.EscalationPolicy} says who is told and when, {@link
 *       vigie.engine.Router} takes an alert along that route, and {@link vigie.engine.AlertAnswers}
 *       takes in what people answer and what time brings.
 * </ol>
 *
 * {@link vigie.engine.PatientAlerts} is the front door: whoever keeps patients' memories and knows
 * the time asks it. AlertJob does so in Flink, {@link vigie.engine.AlertLoop} without.
 */
@NullMarked
package vigie.engine;

import org.jspecify.annotations.NullMarked;
