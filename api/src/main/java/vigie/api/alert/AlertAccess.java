package vigie.api.alert;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertTransition;
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

  /** Wired by the program. */
  public AlertAccess(AccessGuard guard, List<OpenAlerts> known, TimescaleAlerts stored) {
    this.guard = guard;
    this.known = known;
    this.stored = stored;
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
    Decision decision = guard.decide(caller, action, alert.patient().value());
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
