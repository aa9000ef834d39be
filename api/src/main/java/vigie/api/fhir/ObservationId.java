package vigie.api.fhir;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * The id of an Observation: the key of the reading that it tells of, so that it is the same every
 * time and needs no table. What it holds is no secret from who may read the Observation, and gives
 * nobody else a right to it.
 *
 * @param patient whose
 * @param metric number of the metric; of a blood pressure the lowest among its parts
 * @param effective when it was measured, in whole microseconds
 * @param disc tells readings of one patient, metric and instant apart
 */
public record ObservationId(UUID patient, int metric, Instant effective, long disc) {
  private static final int BYTES = 34;
  private static final int RADIX = 32;

  /** Keeps leading zeros of the number. */
  private static final int MARK = 1;

  /** Cuts the time to what the store keeps. */
  public ObservationId {
    effective = effective.truncatedTo(ChronoUnit.MICROS);
  }

  /** As it stands in references: letters and digits, at most 64. */
  public String text() {
    ByteBuffer bytes =
        ByteBuffer.allocate(1 + BYTES)
            .put((byte) MARK)
            .putLong(patient.getMostSignificantBits())
            .putLong(patient.getLeastSignificantBits())
            .putShort((short) metric)
            .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, effective))
            .putLong(disc);
    return new BigInteger(bytes.array()).toString(RADIX);
  }

  /** Reads one; empty when it is none that {@link #text} gave. */
  public static Optional<ObservationId> parse(String text) {
    if (!text.matches("[0-9a-v]{1,64}")) {
      return Optional.empty();
    }
    byte[] bytes = new BigInteger(text, RADIX).toByteArray();
    if (bytes.length != 1 + BYTES || bytes[0] != MARK) {
      return Optional.empty();
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes, 1, BYTES);
    return Optional.of(
        new ObservationId(
            new UUID(buffer.getLong(), buffer.getLong()),
            buffer.getShort(),
            Instant.EPOCH.plus(buffer.getLong(), ChronoUnit.MICROS),
            buffer.getLong()));
  }
}
