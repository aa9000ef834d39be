package vigie.api.alert;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.alert.Notification;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.access.Caller;
import vigie.api.access.Decision;
import vigie.api.access.Reason;
import vigie.api.web.Refusal;

/**
 * Access to one alert by its id: whose it is must be found first. What is known in memory is asked
 * before the store, so that acknowledging goes on while the store is away.
 */
@Singleton
public final class AlertAccess {
  private final AccessGuard guard;
  private final List<OpenAlerts> known;
  private final TimescaleAlerts stored;
  private final ToldPeople told;

  /** Wired by the program. */
  public AlertAccess(
      AccessGuard guard, List<OpenAlerts> known, TimescaleAlerts stored, ToldPeople told) {
    this.guard = guard;
    this.known = known;
    this.stored = stored;
    this.told = told;
  }

  /**
   * The alert as it stands, when the caller may do this with it. An unknown alert and one of
   * somebody else's patient are refused alike: the answer does not tell which ids exist.
   *
   * @throws Refusal when not allowed
   */
  public AlertTransition ask(Caller caller, Action action, UUID alert) {
    AlertTransition newest = newest(alert).orElse(null);
    UUID patient = newest == null ? null : newest.patient().value();
    Decision decision = guard.note(caller, action, patient, decide(caller, action, newest));
    if (newest == null) {
      throw Refusal.notAllowed(decision.reason());
    }
    return newest;
  }

  private Decision decide(Caller caller, Action action, @Nullable AlertTransition alert) {
    if (alert == null) {
      return Decision.refuse(Reason.UNKNOWN_ALERT);
    }
    UUID patient = alert.patient().value();
    Decision decision = about(alert, guard.decide(caller, action, patient));
    if (decision.allowed() || alert.phase() == AlertPhase.RESOLVED) {
      return decision;
    }
    // Asked last, for it may ask the store: of those alone whom it can concern.
    Decision standsIn = about(alert, guard.decideTold(caller, action, patient));
    return standsIn.allowed()
            && told.roles(alert, caller.actor().person()).contains(Notification.Role.SUBSTITUTE)
        ? standsIn
        : decision;
  }

  private static Decision about(AlertTransition alert, Decision decision) {
    // A masked alert is answered like one that never was.
    return decision.allowed() && AlertSight.masked(decision.masks(), alert)
        ? Decision.refuse(Reason.UNKNOWN_ALERT)
        : decision.about(AlertView.categories(alert));
  }

  private Optional<AlertTransition> newest(UUID alert) {
    return known.stream()
        .flatMap(alerts -> alerts.newest(alert).stream())
        .findFirst()
        .or(() -> stored.newest(alert));
  }
}
