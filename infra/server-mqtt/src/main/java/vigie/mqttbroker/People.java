package vigie.mqttbroker;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Tells whose a token is. */
public interface People {
  /**
   * Who somebody is.
   *
   * @param person their id
   * @param session the token's session, which may end before it
   * @param until when the token ends
   */
  record Proof(UUID person, UUID session, Instant until) {}

  /** Whose the token is at this time; empty when it is not good, for whatever reason. */
  Optional<Proof> proof(String token, Instant now);
}
