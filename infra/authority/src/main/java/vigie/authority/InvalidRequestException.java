package vigie.authority;

/** A certificate request that is not signed; the message says why, without repeating it. */
public final class InvalidRequestException extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidRequestException(String why) {
    super(why);
  }
}
