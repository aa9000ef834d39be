package vigie.engine.simulation;

/**
 * What the engine promises whatever transport does. Each is checked against what was sent and told,
 * by the rules and the policy as they are written, and where it leaves something out it says so.
 */
enum Promise {
  /**
   * Readings that are late, repeated or out of order by less than a tail make the same alerts (id,
   * phase, severity, peak, occurrences, retrospective) as each once and in order. Alerts that a
   * late reading took back are none. For steady patients: who answers, and what changes in a
   * profile, is judged at the time of arrival, so that another order may rightly end otherwise.
   */
  SAME_ALERTS,
  /** A reading late by less than a tail is never refused as late. */
  NOTHING_LATE_WITHIN_THE_TAIL,
  /** At most one alert of a family is open for a patient. */
  ONE_OPEN_ALERT,
  /** An alert's id is that of its patient, family and onset: nothing else, no chance. */
  ID_BY_ONSET,
  /** The sequence of an alert counts from 0 without a gap, as its readers see it. */
  NO_GAP,
  /**
   * A sequence told twice says the same twice, the times of decisions included. Left out, here and
   * wherever it says "another order": patients whose inputs and timers came, after a crash, in
   * another order than before it. That happens where several topics are read again otherwise
   * interleaved, and where what is overdue could not wait for all to be read.
   */
  ONE_CONTENT_PER_SEQUENCE,
  /** What readers hold of each alert at the end is what the job holds, another order or not. */
  READERS_AGREE,
  /**
   * An alert that is HIGH or CRITICAL, live, and neither acknowledged nor over has a next turn, or
   * an operator was told. Left out: the patient's own (PATIENT_ONLY) and those that the patient has
   * confirmed where that ends them; NEWS2 and its parts while the other side is open as severely.
   */
  SOMEBODY_IS_NEXT,
  /** The job's timer stands where the core asks for it, also after a crash. */
  TIMER_STANDS,
  /**
   * When an alert becomes HIGH or CRITICAL and live, the patient is told in the same step. Left
   * out: NEWS2 and its parts while the other side is open, and what is the patient's alone and over
   * when it turns out to have been live.
   */
  TOLD_AT_ONCE,
  /**
   * By {@code clinical.md} 5.2, within one second of the deadline or of recovery: somebody besides
   * the patient at once (a fall: after the minute to cancel; PATIENT_FIRST: after 15 minutes
   * without confirmation, when CRITICAL confirmed or not; what clears by then may be waited for),
   * the emergency contact after 5 minutes of CRITICAL and 60 of HIGH, an operator after 4 and 24
   * hours. Left out: NEWS2 and its parts once the other side was open, routes that a pause is on,
   * and the contact of a route during which the profile changed.
   */
  ESCALATES_IN_TIME,
  /** Nobody is told of an acknowledged alert until it lapses or grows more severe. */
  ACKNOWLEDGED_IS_SILENT,
  /**
   * Nobody is told of a paused alert before the pause ends, unless it grows more severe. Left out:
   * operators, for theirs is an alarm about who is left to be told, and NEWS2 and its parts once
   * the other side was open: to stand in its shadow ends a pause.
   */
  PAUSED_IS_SILENT,
  /**
   * Who has had to be told stands on the alert: its contact as escalated, an operator because
   * nobody is left or nobody has answered as an error, a pause with its end. Left out, of pauses:
   * NEWS2 and its parts once the other side was open.
   */
  STATE_STANDS,
  /** Nobody is told of an alert without a reading in breach that was fresh when received. */
  STALE_NEVER_PAGES,
  /**
   * Once the job has read a withdrawal, nothing of that category is told or kept; once it has read
   * an erasure, nothing at all.
   */
  NOTHING_AFTER_WITHDRAWAL,
  /** While the job runs it gives no notification's id twice. */
  NOTIFICATION_ID_ONCE,
  /**
   * An id given again after a crash says the same, the time of the decision included. Left out:
   * another order.
   */
  ONE_CONTENT_PER_NOTIFICATION,
  /**
   * No person is told of one alert twice within ten seconds by the clock, unless it grew more
   * severe, somebody answered, or there is another reason. Left out: another order, and repetitions
   * by a job that was away twice since a checkpoint, for what it told late is in none.
   */
  NOT_TOLD_TWICE,
  /** Each transition names its rule, that rule's version and that of the patient's own limit. */
  VERSION_STANDS,
  /** Detectors that compare with the patient's own history stop at MEDIUM. */
  STATISTICS_STAY_MEDIUM,
  /**
   * An alert opens and worsens only by a reading beyond the limit. Checked for readings in order: a
   * late one may tell at once of what several readings did.
   */
  OPENS_BEYOND_THE_LIMIT,
  /**
   * An alert clears only by a reading that meets its rule's clear condition, and eases only by one
   * that meets that of the stage that was in force. Left out where metrics of several categories
   * are judged together, and easing by a late reading: what is told then is told of several
   * readings at once.
   */
  CLEARS_BY_THE_CLEAR_LIMIT,
  /** Where no alert is open, no command waits and the patient is known, no timer is set. */
  NO_TIMER_WITHOUT_ALERT,
  /** What is kept of a patient stays within bounds however long it goes on. */
  STATE_IS_BOUNDED,
  /** A story comes to its end: nothing wakes the job for ever. */
  COMES_TO_AN_END
}
