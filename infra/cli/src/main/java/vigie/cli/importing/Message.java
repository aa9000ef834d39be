package vigie.cli.importing;

/**
 * What is sent at once.
 *
 * @param format the payload's word
 * @param payload its bytes
 */
// Sent, never compared.
@SuppressWarnings("ArrayRecordComponent")
record Message(String format, byte[] payload) {
  /** Well below what the API takes at once, in bytes. */
  static final int BYTES_MAX = 200 << 10;
}
