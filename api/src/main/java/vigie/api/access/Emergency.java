package vigie.api.access;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * How a patient's file stands to break-glass (C-44, C-45).
 *
 * @param opposed whether the patient has refused it beforehand
 * @param openings those that may still be in force
 */
public record Emergency(boolean opposed, List<Opening> openings) {
  /** Nothing said, nothing opened. */
  public static final Emergency NONE = new Emergency(false, List.of());

  /** An opening ends after this at the latest. */
  public static final Duration OPEN_MAX = Duration.ofHours(4);

  /** What the emergency is. */
  public enum Kind {
    /** Asked for by the regulator of the emergency service. */
    SAMU,
    /** The patient's life is at stake. */
    VITAL
  }

  /**
   * A file opened in an emergency.
   *
   * @param person for whom alone
   * @param until when it closes
   */
  public record Opening(UUID person, Instant until) {}

  /** Copies what could change. */
  public Emergency {
    openings = List.copyOf(openings);
  }

  /** Whether the file is open to this person at this moment. */
  public boolean openTo(UUID person, Instant now) {
    return openings.stream()
        .anyMatch(opening -> opening.person().equals(person) && now.isBefore(opening.until()));
  }
}
