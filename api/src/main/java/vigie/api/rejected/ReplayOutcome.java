package vigie.api.rejected;

/** What comes of putting a refused reading through intake again. */
public enum ReplayOutcome {
  /** What this row refused is taken now. */
  ACCEPTED("taken now"),
  /** Some of the message is taken, but what this row refused is not. */
  STILL_REJECTED("refused again"),
  /** Its bytes were not kept: no consent, several patients, too large, or another row has them. */
  NO_BYTES("the bytes were not kept with this row"),
  /** The device is another person's now: what it sent before is nothing of theirs. */
  OTHER_PATIENT("the device is another person's now");

  private final String words;

  ReplayOutcome(String words) {
    this.words = words;
  }

  /** The outcome as part of a sentence. */
  public String words() {
    return words;
  }
}
