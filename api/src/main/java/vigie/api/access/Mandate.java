package vigie.api.access;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * What somebody may do in a patient's place (C-28).
 *
 * @param representative who
 * @param scopes what for
 * @param until when it ends by itself
 */
public record Mandate(UUID representative, Set<Scope> scopes, Instant until) {
  /** What a mandate is for. */
  public enum Scope {
    /** To see what the patient sees. */
    READ,
    /** To send readings, keep devices and answer alerts. */
    DAILY_LIFE,
    /** To change who may see what. A mandate itself is changed by the patient alone. */
    RIGHTS,
    /** To close the account, and to have everything erased. */
    ERASURE
  }

  /** What a mandate rests on; its proof names the document. */
  public enum Basis {
    /** A power of attorney that the patient signed. */
    SIGNED_MANDATE,
    /** A mandate signed for the time when the patient cannot decide any more, which has begun. */
    FUTURE_PROTECTION,
    /** The patient is a minor, and this is a parent. */
    PARENTAL_AUTHORITY,
    /** A judge named this person: guardian, curator or family member. */
    COURT_DECISION
  }

  /** Copies what could change. */
  public Mandate {
    scopes = Set.copyOf(scopes);
  }

  /** Whether it holds at this moment. */
  public boolean inForceAt(Instant now) {
    return now.isBefore(until);
  }
}
