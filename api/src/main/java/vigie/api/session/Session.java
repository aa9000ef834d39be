package vigie.api.session;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * From one sign-in to its end: several tokens, one after another.
 *
 * @param id in the tokens as {@code sid}
 * @param person whose
 * @param provedAt when the person last proved who they are
 * @param strong whether with a second factor
 * @param endsAt when it ends whatever happens
 */
public record Session(UUID id, UUID person, Instant provedAt, boolean strong, Instant endsAt) {
  /** A working day; after it, who one is must be proved again. */
  public static final Duration LIFE = Duration.ofHours(12);

  /** A new session, of somebody who proved at some time who they are. */
  static Session begun(UUID person, Instant provedAt, boolean strong, Instant now) {
    return new Session(UUID.randomUUID(), person, provedAt, strong, now.plus(LIFE));
  }
}
