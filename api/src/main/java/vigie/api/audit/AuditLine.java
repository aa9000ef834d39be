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
 * @param role of the actor at that time; null with the actor
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
