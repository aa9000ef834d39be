package vigie.api.event;

import java.time.Instant;
import java.util.UUID;

/**
 * One version of an event.
 *
 * @param id which event
 * @param version 1 as entered, then one more with each amendment
 * @param content what it tells
 * @param provenance who entered this version
 * @param entered when
 */
public record ClinicalEvent(
    UUID id, int version, EventContent content, Provenance provenance, Instant entered) {
  /**
   * Whether this is the same word of the same author, so that entering it again changes nothing.
   */
  boolean repeats(EventContent other, Provenance by) {
    return content.equals(other) && provenance.author().equals(by.author());
  }
}
