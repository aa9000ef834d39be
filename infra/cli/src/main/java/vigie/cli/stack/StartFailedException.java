package vigie.cli.stack;

/** A part of the stack could not be started; the message names it, its log and the remedy. */
public final class StartFailedException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  private final String part;

  private StartFailedException(String part, String message, Throwable cause) {
    super(message, cause);
    this.part = part;
  }

  static StartFailedException of(String part, Exception cause) {
    String why = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return new StartFailedException(
        part,
        "%s did not start: %s%n%s".formatted(part, why, Remedies.of(part, cause)).strip(),
        cause);
  }

  /** The name of the part. */
  public String part() {
    return part;
  }
}
