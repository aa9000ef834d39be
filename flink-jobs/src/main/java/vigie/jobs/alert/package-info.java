/**
 * From readings to alerts to notifications, for each patient alone, in the order things happen:
 *
 * <ol>
 *   <li>{@link vigie.jobs.alert.Sample}: a reading as the detector sees it, kept for a while in
 *       {@link vigie.jobs.alert.Tail};
 *   <li>{@link vigie.jobs.alert.RuleBook} says which {@link vigie.jobs.alert.PatientRules} are in
 *       force for a patient;
 *   <li>{@link vigie.jobs.alert.StageJudge} judges one sample by one rule, {@link
 *       vigie.jobs.alert.AlertFold} lets the stages of a family make one alert;
 *   <li>{@link vigie.jobs.alert.AlertDetector} keeps the fold right when readings come late or
 *       twice, and {@link vigie.jobs.alert.AlertLedger} tells what became of each alert;
 *   <li>{@link vigie.jobs.alert.EscalationPolicy} says who is told and when, {@link
 *       vigie.jobs.alert.Router} takes an alert along that route, and {@link
 *       vigie.jobs.alert.AlertAnswers} takes in what people answer and what time brings.
 * </ol>
 *
 * All of these are plain Java. {@link vigie.jobs.alert.PatientAlertFunction} runs them in Flink,
 * {@link vigie.jobs.alert.AlertTopology} connects them, {@link vigie.jobs.alert.AlertJob} gives
 * them Kafka.
 */
@NullMarked
package vigie.jobs.alert;

import org.jspecify.annotations.NullMarked;
