package vigie.jobs.timeline;

/** Something in a batch breaks a rule of the store: trying again never helps. */
public final class UnstorableException extends Exception {
  private static final long serialVersionUID = 1;

  private final String reason;

  /**
   * Says which rule.
   *
   * @param reason an SQLSTATE or another short code, free of patients' values
   */
  public UnstorableException(String reason, Throwable cause) {
    super("unstorable: " + reason, cause);
    this.reason = reason;
  }

  /** The code of the broken rule. */
  public String reason() {
    return reason;
  }
}
