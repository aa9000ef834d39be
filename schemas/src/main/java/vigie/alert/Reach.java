package vigie.alert;

/** How far an alert's route has had to go since it began, from the mildest on. */
public enum Reach {
  /** Nobody was told but those whom it is for first. */
  FIRST,
  /** The next were told, because the first did not answer or could not be reached. */
  ESCALATED,
  /** Nobody is left to be told, or nobody has answered in time: an operator's alarm. */
  NOBODY
}
