package vigie.key;

/** The bytes are not what this key closed in this place: changed, moved, cut, or of another key. */
public final class BrokenSealException extends RuntimeException {
  private static final long serialVersionUID = 1;

  BrokenSealException(String message) {
    super(message);
  }

  BrokenSealException(String message, Throwable cause) {
    super(message, cause);
  }
}
