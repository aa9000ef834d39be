package vigie.codec;

/** The bytes on a topic are not a record of the expected kind in any known version. */
public final class MalformedRecordException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Of a record of this kind, for this reason; both without a patient's values. */
  public MalformedRecordException(String kind, Throwable cause) {
    super("not a readable " + kind + ": " + cause.getMessage(), cause);
  }
}
