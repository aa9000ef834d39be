package vigie.intake.decode;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.reading.RejectionReason;

/**
 * What a payload held.
 *
 * @param readings the readings, in the payload's order; empty when refused
 * @param refusal why nothing could be read from the whole; null when something could
 * @param droppedFields how many fields no format knows were left out (C-94)
 * @param correctedTimes how many times sent in seconds were read as such
 */
public record Decoded(
    List<SentReading> readings, @Nullable Refusal refusal, int droppedFields, int correctedTimes) {

  /** A payload that is refused as a whole. */
  public static Decoded refused(Refusal refusal) {
    return new Decoded(List.of(), refusal, 0, 0);
  }

  /** A payload that is not what its format says, as a whole. */
  static Decoded malformed(String detail) {
    return refused(new Refusal(RejectionReason.MALFORMED, detail));
  }
}
