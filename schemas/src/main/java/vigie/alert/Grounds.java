package vigie.alert;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a derived value was made of, so that a reader can judge how much it is worth.
 *
 * @param baseline the patient's own usual value, in the canonical unit of what was measured; null
 *     where the value is not compared with one
 * @param restsOn how many days or readings it rests on
 * @param parts of a score; empty for other values
 * @param missing ids of metrics that a score lacks: a score that lacks anything is "at least" its
 *     value
 */
public record Grounds(
    @Nullable Double baseline, int restsOn, List<Part> parts, List<String> missing) {
  /**
   * One metric's part in a score.
   *
   * @param metric its id
   * @param value in the canonical unit
   * @param effective when it was measured
   * @param points of the score
   */
  public record Part(String metric, double value, Instant effective, int points) {}

  /** Copies what could change. */
  public Grounds {
    parts = List.copyOf(parts);
    missing = List.copyOf(missing);
  }
}
