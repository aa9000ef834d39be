package vigie.audit;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What came of a verification.
 *
 * @param lines of the chain that were checked
 * @param first number of the chain's first line; 0 for no line
 * @param last number of the last line found; 0 for no line
 * @param before lines from before the chain, for which nothing vouches
 * @param heads signed heads that hold
 * @param signedTo the last line that a head signed; 0 for none
 * @param found how many findings there are
 * @param findings the first hundred of them
 */
public record Report(
    long lines,
    long first,
    long last,
    long before,
    int heads,
    long signedTo,
    long found,
    List<Finding> findings) {
  /** Whether everything is as it was written. */
  public boolean sound() {
    return found == 0;
  }

  /** The finding at the lowest line. */
  public Optional<Finding> firstBad() {
    return findings.stream().min(Comparator.comparingLong(Finding::seq));
  }
}
