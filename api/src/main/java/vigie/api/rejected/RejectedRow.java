package vigie.api.rejected;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.reading.RejectedReading;

/**
 * A refused reading as the store has it.
 *
 * @param id by the record's place on the topic
 * @param reading what was refused; its payload is empty where it may not be kept
 * @param replay what came of the last replay; null when there was none
 */
record RejectedRow(UUID id, RejectedReading reading, @Nullable Replayed replay) {
  /**
   * What came of a replay.
   *
   * @param at when
   * @param outcome for this row
   * @param accepted how many readings of its message were taken
   */
  record Replayed(Instant at, ReplayOutcome outcome, int accepted) {}

  /** Whether there is something to put through intake again. */
  boolean replayable() {
    return reading.payload().length > 0;
  }
}
