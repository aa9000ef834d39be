package vigie.api.access;

/** How much of an alert the emergency contact is told: the patient says so, or nothing (C-24). */
public enum ContactLevel {
  /** To act, and no health data. */
  NONE,
  /** Also what it is about, such as heart rate. */
  CATEGORY,
  /** Also the value and the limit. */
  VALUE
}
