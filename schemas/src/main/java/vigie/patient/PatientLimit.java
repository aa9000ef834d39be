package vigie.patient;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A clinician's own numbers for one rule and one patient; what is null stays as the rule has it.
 *
 * @param ruleId which rule it changes
 * @param enabled false switches the rule off for this patient
 * @param limit the condition's number, in the metric's canonical unit
 * @param clear the clear condition's number; null keeps the rule's distance from the limit
 * @param hold how long the condition must hold
 * @param clearHold how long the clear condition must hold
 * @param author the person who set it
 * @param setAt when
 * @param reason why, in the author's words
 * @param version counts changes of this limit, from 1
 * @param until when a rule that it switches off is on again, by the wall clock; null for no end,
 *     which only old ones have, and for a limit that switches nothing off
 */
public record PatientLimit(
    String ruleId,
    boolean enabled,
    @Nullable Double limit,
    @Nullable Double clear,
    @Nullable Duration hold,
    @Nullable Duration clearHold,
    UUID author,
    Instant setAt,
    String reason,
    int version,
    @Nullable Instant until) {
  /** One without an end. */
  public PatientLimit(
      String ruleId,
      boolean enabled,
      @Nullable Double limit,
      @Nullable Double clear,
      @Nullable Duration hold,
      @Nullable Duration clearHold,
      UUID author,
      Instant setAt,
      String reason,
      int version) {
    this(ruleId, enabled, limit, clear, hold, clearHold, author, setAt, reason, version, null);
  }

  /** Whether it switches its rule off at this time. */
  public boolean offAt(Instant time) {
    return !enabled && (until == null || time.isBefore(until));
  }

  /** Whether it has numbers of its own. */
  public boolean hasNumbers() {
    return limit != null || clear != null || hold != null || clearHold != null;
  }
}
