package vigie.cli.quality;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.alert.Severity;

/**
 * One alert from its begin to its end.
 *
 * @param alert its id
 * @param family of its rules
 * @param onset the first reading in breach
 * @param opened the reading that confirmed it
 * @param closed the reading by which its condition was gone; null while it is not
 * @param peak the highest severity it had
 * @param retrospective whether no reading in breach was fresh
 * @param physicianTold whether the treating physician was to be told
 */
record AlertStory(
    UUID alert,
    String family,
    Instant onset,
    Instant opened,
    @Nullable Instant closed,
    Severity peak,
    boolean retrospective,
    boolean physicianTold) {
  /** Whether its condition was there at some time from begin to end, both included. */
  boolean overlaps(Instant begin, Instant end) {
    return !opened.isAfter(end) && (closed == null || closed.isAfter(begin));
  }
}
