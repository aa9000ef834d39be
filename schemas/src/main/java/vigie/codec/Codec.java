package vigie.codec;

/**
 * Records to bytes and back. Implementations are stateless and safe to share between threads.
 *
 * @param <T> the record
 */
public interface Codec<T> {
  /** The record's bytes, in the newest schema. */
  byte[] encode(T record);

  /** The record that these bytes are; throws MalformedRecordException when they are none. */
  T decode(byte[] bytes);
}
