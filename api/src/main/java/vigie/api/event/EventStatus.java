package vigie.api.event;

/** How an event stands. */
public enum EventStatus {
  PLANNED,
  /** Going on. */
  ACTIVE,
  COMPLETED,
  /** Did not take place, or was stopped. Says why (C-16). */
  CANCELLED,
  /** Never should have been entered: kept as history. Says why. */
  ENTERED_IN_ERROR;

  /** Whether it must say why. */
  boolean needsReason() {
    return this == CANCELLED || this == ENTERED_IN_ERROR;
  }
}
