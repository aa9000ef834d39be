package vigie.api.rejected;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vigie.reading.RejectionReason;

/**
 * Which refused readings.
 *
 * @param device null for all
 * @param reason null for all
 * @param from received then or later
 * @param to received before
 */
record RejectedFilter(
    @Nullable String device, @Nullable RejectionReason reason, Instant from, Instant to) {}
