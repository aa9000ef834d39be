package vigie.local;

import java.util.Optional;

/** A question put to a part itself: would it serve a client now? */
@FunctionalInterface
public interface Readiness {

  /**
   * Asks once; returns within about two seconds.
   *
   * @return empty when the part serves, otherwise what is missing
   */
  Optional<String> problem();
}
