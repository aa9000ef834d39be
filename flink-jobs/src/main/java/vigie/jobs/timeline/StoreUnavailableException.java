package vigie.jobs.timeline;

/** The store does not answer, or refuses for a reason that lies with it and not with the data. */
public final class StoreUnavailableException extends Exception {
  private static final long serialVersionUID = 1;

  /** Says why, without any patient's values. */
  public StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
