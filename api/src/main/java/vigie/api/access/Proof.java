package vigie.api.access;

import java.time.Instant;
import java.util.UUID;

/**
 * How and when a caller proved who they are.
 *
 * @param session the session in which they ask; it can be ended
 * @param at when they last proved it
 * @param strong whether with a second factor
 */
public record Proof(UUID session, Instant at, boolean strong) {}
