package vigie.cli.client;

/** The API refused, or could not be reached; the message says which request and why. */
public final class ApiException extends RuntimeException {
  /** Status of an API that could not be reached at all. */
  public static final int UNREACHABLE = 0;

  private final int status;
  private final String code;

  /** A refusal with its status, and the problem's code. */
  public ApiException(String message, int status, String code) {
    super(message);
    this.status = status;
    this.code = code;
  }

  ApiException(String message, Throwable cause) {
    super(message, cause);
    this.status = UNREACHABLE;
    this.code = "";
  }

  /** The HTTP status, or {@link #UNREACHABLE}. */
  public int status() {
    return status;
  }

  /** The problem's code; empty when there is none. */
  public String code() {
    return code;
  }
}
