package vigie.api.event;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vigie.api.access.Reason;
import vigie.api.web.Refusal;

/**
 * Why a professional reads an archived file: what its controller keeps it for (C-86, and the French
 * authority's guide on retention: an intermediate archive is read for a stated reason only).
 */
enum ArchiveGround {
  /** What was recorded then matters for care now. */
  CARE(Reason.ARCHIVE_FOR_CARE),
  /** The patient asked for it. */
  PATIENT_REQUEST(Reason.ARCHIVE_FOR_PATIENT),
  /** A claim is made, or defended against. */
  DISPUTE(Reason.ARCHIVE_FOR_DISPUTE),
  /** A law obliges, or an authority entitled to it asks. */
  LEGAL_DUTY(Reason.ARCHIVE_FOR_DUTY);

  /** The request header that names it. */
  static final String HEADER = "Archive-Justification";

  private final Reason reason;

  ArchiveGround(Reason reason) {
    this.reason = reason;
  }

  /** As it stands in the audit. */
  Reason reason() {
    return reason;
  }

  /**
   * The one that a request states; empty for none.
   *
   * @param header as it was sent; null for not at all
   * @throws Refusal when it is no such ground
   */
  static Optional<ArchiveGround> of(@Nullable String header) {
    if (header == null || header.isBlank()) {
      return Optional.empty();
    }
    for (ArchiveGround ground : values()) {
      if (ground.name().equals(header.strip())) {
        return Optional.of(ground);
      }
    }
    throw Refusal.invalid(HEADER, "must be CARE, PATIENT_REQUEST, DISPUTE or LEGAL_DUTY");
  }
}
