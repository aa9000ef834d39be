package vigie.gateway;

import java.util.List;
import vigie.reading.Reading;
import vigie.reading.RejectedReading;

/**
 * What one message became. A message refused as a whole counts as one rejected reading.
 *
 * @param accepted the readings taken, in the message's order
 * @param rejected the readings refused, each with its reason
 * @param droppedFields fields that no format knows, left out (C-94)
 * @param correctedTimes times sent in seconds and read as such
 */
public record IngestResult(
    List<Reading> accepted, List<RejectedReading> rejected, int droppedFields, int correctedTimes) {

  /** How many readings the message held. */
  public int received() {
    return accepted.size() + rejected.size();
  }
}
