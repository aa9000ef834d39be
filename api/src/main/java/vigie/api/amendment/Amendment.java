package vigie.api.amendment;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.reading.Reading;

/**
 * That a person amended a reading.
 *
 * @param id its id
 * @param reading the one that takes the other's place, or takes it back
 * @param was the value that stood, in the metric's canonical unit
 * @param reason in the person's words
 * @param by the patient, or a representative on their behalf
 * @param request the request of rectification that it answers; null for none
 */
record Amendment(
    UUID id, Reading reading, double was, String reason, UUID by, @Nullable UUID request) {
  /** When. */
  Instant at() {
    return reading.received();
  }
}
