package vigie.api.retention;

import java.time.Instant;
import java.util.UUID;

/**
 * Erases a person whose account was not used for its whole time. The one place where retention asks
 * for erasure: whoever builds erasure as a whole takes this over.
 */
public interface PersonErasure {
  /** What came of it. */
  enum Outcome {
    /** It is done, or has begun and cannot fail any more. */
    DESTROYED,
    /** It cannot be done now; it is asked again the next night. */
    WAITS
  }

  /**
   * Erases the person with all that is kept until the account ends.
   *
   * @param person whose account it is
   * @param reason for the certificate
   */
  Outcome erase(UUID person, Fate.Reason reason, Instant now);
}
