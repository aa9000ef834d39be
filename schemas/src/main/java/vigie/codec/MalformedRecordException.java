package vigie.codec;

/** The bytes on a topic are not a record of the expected kind in any known version. */
public final class MalformedRecordException extends RuntimeException {
  private static final long serialVersionUID = 1;

  MalformedRecordException(String kind, Throwable cause) {
    super("not a readable " + kind + ": " + cause.getMessage(), cause);
  }
}
