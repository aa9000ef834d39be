package vigie.cli.load;

/**
 * How much load.
 *
 * @param patients each with one device
 * @param rate messages a second in all; each message is one reading
 * @param seconds how long
 * @param warmUpSeconds how long before that at the same rate; counted by the oracle, not timed
 * @param faults share of messages that must be refused, 0 to 1
 * @param alertEvery one reading in so many of a patient opens an alert, the next one ends it
 * @param seed the same seed gives the same values
 * @param surge what comes on top
 * @param ruleChanges limits of other patients that are changed meanwhile
 */
record LoadOptions(
    int patients,
    int rate,
    int seconds,
    int warmUpSeconds,
    double faults,
    int alertEvery,
    long seed,
    SurgePlan surge,
    int ruleChanges) {
  /** One is over before the next begins. */
  private static final int RULE_CHANGES_A_SECOND_MAX = 2;

  /** Checks each number. */
  LoadOptions {
    if (patients < 1 || rate < 1 || seconds < 1 || warmUpSeconds < 0) {
      throw new IllegalArgumentException(
          "--patients, --rate and --seconds must be at least 1, --warm-up at least 0");
    }
    if (!(faults >= 0 && faults < 1)) {
      throw new IllegalArgumentException("--faults must be from 0 to below 1, was " + faults);
    }
    if (alertEvery < 3) {
      throw new IllegalArgumentException("--alert-every must be at least 3, was " + alertEvery);
    }
    if (ruleChanges < 0 || ruleChanges > RULE_CHANGES_A_SECOND_MAX * seconds) {
      throw new IllegalArgumentException(
          "--rule-changes must be from 0 to twice --seconds, was " + ruleChanges);
    }
  }
}
