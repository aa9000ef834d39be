package vigie.alert;

import java.time.Instant;
import java.util.UUID;
import vigie.Keyed128;
import vigie.reading.PatientId;

/**
 * A decision to tell one person of one alert.
 *
 * @param id deterministic in alert, step, severity and recipient; see {@link #idOf}
 * @param patient whose alert
 * @param recipient who is told
 * @param role in which the recipient is told; decides how much the message says
 * @param step 0 for the first, then counting the steps of the escalation
 * @param reason why this person and why now
 * @param alert the alert as it stood when this was decided
 * @param decidedAt wall-clock time of the decision
 */
public record Notification(
    UUID id,
    PatientId patient,
    UUID recipient,
    Role role,
    int step,
    Reason reason,
    AlertTransition alert,
    Instant decidedAt) {
  /** What the recipient is to the patient. */
  public enum Role {
    /** The patient; the recipient's id is the patient's. */
    PATIENT,
    TREATING_PHYSICIAN,
    /** Stands in for the treating physician. */
    SUBSTITUTE,
    EMERGENCY_CONTACT,
    /** Whoever runs the system, told that nobody answers; see {@link #OPERATORS}. */
    OPERATOR
  }

  /** Stands for all operators: which people they are the stream does not know. */
  public static final UUID OPERATORS = Keyed128.of("operators");

  /** Why a notification was decided. */
  public enum Reason {
    /** The first to be told. */
    FIRST,
    /** The alert grew more severe. */
    WORSENED,
    /** An acknowledged alert is still in force after the time an acknowledgement holds. */
    LAPSED,
    /** The same person again: nobody has answered yet. */
    REPEATED,
    /** The patient has no treating physician. */
    NO_PHYSICIAN,
    /** The one to be told before is absent, or outside their hours. */
    OFF_DUTY,
    /** The patient has not confirmed in time. */
    NOT_CONFIRMED,
    /** Nobody acknowledged in time. */
    NOT_ACKNOWLEDGED,
    /** The one told before could not be reached. */
    DELIVERY_FAILED,
    /** The one told before cannot or will not take it. */
    DECLINED,
    /** Nobody is left to be told. */
    NO_RECIPIENT,
    /** All were told, and nobody acknowledged within the route's maximum age. */
    EXHAUSTED
  }

  /**
   * The id. The same decision made again is the same notification, also when it is made later than
   * the first time, after other steps: so the step is no part of it.
   *
   * @param round how often the alert's route has begun
   * @param turn how often this role had been told in this round
   */
  public static UUID idOf(
      UUID alert, Severity severity, int round, Role role, int turn, UUID recipient) {
    return Keyed128.of("notification", alert, severity, round, role, turn, recipient);
  }
}
