package vigie.api.access;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a patient lets somebody do.
 *
 * @param grantee whom
 * @param verbs what they may do; to read does not include to feed
 * @param kinds with what, each by its name; "all" never includes the cycle (C-10)
 * @param from when it begins
 * @param until when it ends by itself; null when only the patient ends it
 */
public record Grant(
    Grantee grantee,
    Set<Verb> verbs,
    Set<ContentKind> kinds,
    Instant from,
    @Nullable Instant until) {
  /** Copies what could change. */
  public Grant {
    verbs = Set.copyOf(verbs);
    kinds = Set.copyOf(kinds);
  }

  /** Whether it holds at this moment. */
  public boolean inForceAt(Instant now) {
    return !now.isBefore(from) && (until == null || now.isBefore(until));
  }
}
