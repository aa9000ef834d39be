package vigie.api.amendment;

import java.time.Instant;
import java.util.List;
import vigie.reading.Reading;

/**
 * A reading that stands in the store, and the values that it had or is about to have.
 *
 * @param reading as it stands
 * @param disc what tells it apart from others of its instant, as its row has it
 * @param former in no order; of what people amended also what the store has not taken in yet
 */
record StandingReading(Reading reading, long disc, List<Version> former) {
  /**
   * Another value of it.
   *
   * @param value in the metric's canonical unit
   * @param received when it came
   * @param retracts whether it says that nothing was measured
   */
  record Version(double value, Instant received, boolean retracts) {}

  /** Copies the list. */
  StandingReading {
    former = List.copyOf(former);
  }

  /**
   * Whether another value of it is taken for this reading. Those without number that were stored
   * before a key was the same for all values have keys of their own.
   */
  boolean hasKeyOfAllItsValues() {
    return disc == reading.id().getLeastSignificantBits();
  }
}
