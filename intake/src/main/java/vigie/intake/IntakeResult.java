package vigie.intake;

import java.time.Instant;
import java.util.List;
import vigie.reading.Reading;
import vigie.reading.RejectedReading;
import vigie.reading.RejectionReason;

/**
 * What one message became. A message refused as a whole counts as one rejected reading.
 *
 * @param accepted the readings taken, in the order of their times, those of one time by rank
 * @param rejected the readings refused, each with its reason
 * @param droppedFields fields that no format knows, left out (C-94)
 * @param correctedTimes times sent in seconds and read as such
 */
public record IntakeResult(
    List<Reading> accepted, List<RejectedReading> rejected, int droppedFields, int correctedTimes) {

  /** How many readings the message held. */
  public int received() {
    return accepted.size() + rejected.size();
  }

  /** A message refused before it is known whose it is; its bytes are not kept. */
  public static IntakeResult refused(
      String device, String source, Instant received, RejectionReason reason, String detail) {
    return new IntakeResult(
        List.of(),
        List.of(
            new RejectedReading(
                device, source, received, reason, detail, "", null, Origin.NOTHING)),
        0,
        0);
  }
}
