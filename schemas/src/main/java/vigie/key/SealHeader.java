package vigie.key;

import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * What a sealed record says of itself in its header: one byte of version, then the id of the
 * patient with whose key it is sealed. A record without the header is plain.
 */
public final class SealHeader {
  /** The header's name. */
  public static final String NAME = "sealed";

  private static final byte VERSION = 1;
  private static final int BYTES = 1 + 2 * Long.BYTES;

  private SealHeader() {}

  /** The header of a record about this patient. */
  public static byte[] of(UUID patient) {
    return ByteBuffer.allocate(BYTES)
        .put(VERSION)
        .putLong(patient.getMostSignificantBits())
        .putLong(patient.getLeastSignificantBits())
        .array();
  }

  /**
   * Whose key opens the record.
   *
   * @throws BrokenSealException when it is no header of a version that is known
   */
  public static UUID patient(byte[] header) {
    if (header.length != BYTES || header[0] != VERSION) {
      throw new BrokenSealException("no seal of a known version");
    }
    ByteBuffer bytes = ByteBuffer.wrap(header, 1, BYTES - 1);
    return new UUID(bytes.getLong(), bytes.getLong());
  }
}
