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
  /** The clear condition held long enough. */
  CLEARED,
  /** The condition came back before the alert was over. */
  RECURRED,
  /** A late reading shows that the alert had no cause. */
  AMENDED,
  /** The patient withdrew consent to this category, or was erased. */
  CONSENT_WITHDRAWN,
  /** The rule was switched off for this patient. */
  RULE_DISABLED
}
