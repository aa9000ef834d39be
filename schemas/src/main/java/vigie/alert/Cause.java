package vigie.alert;

/** What made an alert's transition: the same word in the alert, the metric and the test. */
public enum Cause {
  /** The condition held long enough: the alert opened. */
  CONFIRMED,
  /** A more severe stage came into force. */
  WORSENED,
  /** The most severe stage cleared and a milder one remains in force. */
  EASED,
  /** A fresh reading is still in breach where only stale ones were before: now it pages. */
  BECAME_LIVE,
  /** A person acknowledged. */
  ACKNOWLEDGED,
  /** The acknowledgement is older than it holds, and the condition still in force. */
  LAPSED,
  /** A clinician who was told does not take it on. */
  REJECTED,
  /** A clinician who was told cannot take it on now. */
  CANNOT,
  /** The patient has seen it. */
  SEEN_BY_PATIENT,
  /** Notification was paused for a while. */
  PAUSED,
  /** The pause is over. */
  RESUMED,
  /** The patient called it off before anybody else was told. */
  CANCELLED,
  /** Nobody of those told so far has answered or could be reached: the next were told. */
  ESCALATED,
  /** Nobody is left to be told: an operator's alarm; the alert stays open. */
  NO_RECIPIENT,
  /** Everybody was told and nobody answered in time: an operator's alarm; the alert stays open. */
  EXHAUSTED,
  /** The clear condition held long enough. */
  CLEARED,
  /** The condition came back before the alert was over. */
  RECURRED,
  /** A late reading shows that the alert had no cause. */
  AMENDED,
  /** The patient withdrew consent to this category, or was erased. */
  CONSENT_WITHDRAWN,
  /** The rule was switched off for this patient. */
  RULE_DISABLED,
  /** The device that it is about is no longer the patient's. */
  DEVICE_UNBOUND
}
