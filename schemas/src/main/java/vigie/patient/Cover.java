package vigie.patient;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.alert.Schedule;

/**
 * When the treating physician is there, and who stands in otherwise.
 *
 * @param hours of the treating physician; null for always
 * @param absences of the treating physician
 * @param substitutes in the order in which they are told
 */
public record Cover(
    @Nullable Schedule hours, List<Absence> absences, List<Substitute> substitutes) {
  /** The treating physician is always there and nobody stands in. */
  public static final Cover NONE = new Cover(null, List.of(), List.of());

  /**
   * A time without the treating physician.
   *
   * @param from first moment
   * @param until first moment after
   */
  public record Absence(Instant from, Instant until) {
    /** Checks the order. */
    public Absence {
      if (!from.isBefore(until)) {
        throw new IllegalArgumentException("an absence must end after it begins");
      }
    }

    boolean contains(Instant time) {
      return !time.isBefore(from) && time.isBefore(until);
    }
  }

  /**
   * Somebody who stands in for the treating physician.
   *
   * @param person who
   * @param from first moment; null for since ever
   * @param until first moment after; null for ever
   * @param hours of the week; null for all
   */
  public record Substitute(
      UUID person, @Nullable Instant from, @Nullable Instant until, @Nullable Schedule hours) {
    boolean onDuty(Instant time) {
      return (from == null || !time.isBefore(from))
          && (until == null || time.isBefore(until))
          && (hours == null || hours.contains(time));
    }
  }

  /** Copies what could change. */
  public Cover {
    absences = List.copyOf(absences);
    substitutes = List.copyOf(substitutes);
  }
}
