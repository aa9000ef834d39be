package vigie.cli.export;

/** An export cannot be read at all; the message says which file and what to do. */
public final class ExportException extends RuntimeException {
  /** With what is wrong and its remedy. */
  public ExportException(String message) {
    super(message);
  }

  /** With what is wrong, its remedy and its cause. */
  public ExportException(String message, Throwable cause) {
    super(message, cause);
  }
}
