package vigie.api.breach;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A breach of personal data.
 *
 * @param id its id
 * @param knownAt when it became known; the 72 hours run from here
 * @param begins of the period in which data were touched
 * @param ends of that period, exclusive
 * @param account whose account was used; null for any
 * @param route by which they were touched, as in the audit; null for any
 * @param what happened, in words without health data
 * @param toldAt when the authority was told; null while it was not
 * @param reference the authority's; null while it was not told
 */
record Breach(
    UUID id,
    Instant knownAt,
    Instant begins,
    Instant ends,
    @Nullable UUID account,
    @Nullable String route,
    String what,
    @Nullable Instant toldAt,
    @Nullable String reference) {
  /** By when the authority must be told. */
  Instant deadline() {
    return knownAt.plus(BreachClock.LIMIT);
  }
}
