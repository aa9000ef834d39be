package vigie.engine;

/** Why nobody was told of an alert that otherwise would have been told. */
public enum Suppression {
  /** NEWS2 or one of its parts was told of already, at least as severe. */
  SHARED,
  /** The patient was told of this rule at MEDIUM less than four hours ago. */
  BUDGET,
  /** ADVISORY: for the daily digest only. */
  DIGEST
}
