package vigie.engine;

import java.util.UUID;

/**
 * A patient's id as Flink's key: two numbers, for a UUID would be a generic type.
 *
 * @param high upper half
 * @param low lower half
 */
public record PatientKey(long high, long low) {
  /** The key of this id. */
  public static PatientKey of(UUID id) {
    return new PatientKey(id.getMostSignificantBits(), id.getLeastSignificantBits());
  }
}
