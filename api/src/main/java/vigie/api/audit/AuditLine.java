package vigie.api.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One allowed or refused access.
 *
 * @param at when; kept in whole microseconds, as the store does
 * @param actor who; null when nobody proved who they are
 * @param role of the actor at that time, and what was verified of them as a professional, as {@link
 *     vigie.api.access.Actor#recorded} writes it; null with the actor
 * @param action what was asked for
 * @param patient whose data; null when nobody's
 * @param allowed the answer
 * @param reason why
 * @param route method and path template
 * @param requestId of the request
 * @param purpose what for, as a professional's request says; null when it says nothing
 */
public record AuditLine(
    Instant at,
    @Nullable UUID actor,
    @Nullable String role,
    String action,
    @Nullable UUID patient,
    boolean allowed,
    String reason,
    String route,
    String requestId,
    @Nullable String purpose) {
  /** Cuts the time to what the store keeps. */
  public AuditLine {
    at = at.truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * What was verified of a professional when they asked (C-40).
   *
   * @param profession what they are
   * @param identifier national identifier (RPPS); null for who has no health profession
   * @param organisation for which they asked (FINESS); null for none
   */
  public record Known(
      String profession, @Nullable String identifier, @Nullable String organisation) {}

  /** The actor's role alone; null with the actor. */
  public @Nullable String roleAlone() {
    return role == null ? null : role.split(" ", 2)[0];
  }

  /** The professional who asked; null for lay people, and in lines from before that was noted. */
  public @Nullable Known professional() {
    String[] words = role == null ? new String[0] : role.split(" ", -1);
    return words.length == 4 ? new Known(words[1], unless(words[2]), unless(words[3])) : null;
  }

  private static @Nullable String unless(String word) {
    return word.equals("-") ? null : word;
  }

  /** A line of a request that needs no purpose. */
  public AuditLine(
      Instant at,
      @Nullable UUID actor,
      @Nullable String role,
      String action,
      @Nullable UUID patient,
      boolean allowed,
      String reason,
      String route,
      String requestId) {
    this(at, actor, role, action, patient, allowed, reason, route, requestId, null);
  }
}
