package vigie.api.share;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.access.Actor;
import vigie.api.access.ContentKind;
import vigie.api.access.Decision;
import vigie.api.access.Mask;
import vigie.api.access.Matrix;
import vigie.api.access.Profession;
import vigie.api.access.Reason;

/**
 * Events that a patient sends to one professional, and nothing beside them. Pure.
 *
 * @param id which
 * @param recipient to whom
 * @param events which ones, as they stand when they are read
 * @param since when
 * @param until when it ends by itself
 * @param ended when the patient ended it; null for not
 * @param by who sent them: the patient, or a representative
 */
public record Share(
    UUID id,
    UUID recipient,
    List<UUID> events,
    Instant since,
    Instant until,
    @Nullable Instant ended,
    UUID by) {
  /** Copies what could change. */
  public Share {
    events = List.copyOf(events);
  }

  /** Whether it is open at this time. */
  boolean openAt(Instant now) {
    return ended == null && now.isBefore(until);
  }

  /**
   * Narrows a decision about a health professional to what was sent to them: of it they see what
   * the matrix opens to their profession and the patient has not masked. A share of others is
   * answered like none.
   *
   * @param share null when there is no such one
   * @param masks the patient's
   */
  static Decision open(
      Decision professional,
      @Nullable Share share,
      Actor actor,
      Matrix matrix,
      List<Mask> masks,
      Instant now) {
    if (!professional.allowed()) {
      return professional;
    }
    if (share == null || !share.recipient().equals(actor.person())) {
      return Decision.refuse(Reason.NO_GRANT);
    }
    if (!share.openAt(now)) {
      return Decision.refuse(Reason.GRANT_ENDED);
    }
    Profession profession = actor.profession();
    Set<ContentKind> opened = profession == null ? Set.of() : matrix.opens(profession);
    return new Decision(true, Reason.GRANTED, opened, opened, masks);
  }
}
