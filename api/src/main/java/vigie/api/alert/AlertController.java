package vigie.api.alert;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.api.access.AccessDirectory;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.access.Caller;
import vigie.api.access.Decision;
import vigie.api.web.HttpCallers;

/** Alerts of one patient, and of all patients whom a physician may see. */
@Controller
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class AlertController {
  private static final Comparator<AlertTransition> WORST_FIRST =
      Comparator.comparing(AlertTransition::severity)
          .thenComparing(AlertTransition::onset)
          .reversed();

  private final AccessGuard guard;
  private final HttpCallers callers;
  private final AccessDirectory directory;
  private final AlertAccess access;
  private final TimescaleAlerts alerts;
  private final JdbcReceipts receipts;

  /** An alert as it stands, with how it came to that. */
  @Serdeable
  public record AlertHistory(AlertView alert, List<AlertView> transitions) {}

  /** Wired by the program. */
  public AlertController(
      AccessGuard guard,
      HttpCallers callers,
      AccessDirectory directory,
      AlertAccess access,
      TimescaleAlerts alerts,
      JdbcReceipts receipts) {
    this.guard = guard;
    this.callers = callers;
    this.directory = directory;
    this.access = access;
    this.alerts = alerts;
    this.receipts = receipts;
  }

  /** A patient's alerts, newest first; of the categories that the caller may see. */
  @Get("/patients/{id}/alerts")
  @Operation(summary = "A patient's alerts")
  public List<AlertView> ofPatient(
      HttpRequest<?> request,
      UUID id,
      @QueryValue @Nullable Instant from,
      @QueryValue @Nullable Instant to,
      @QueryValue @Nullable AlertPhase phase) {
    Decision decision = guard.ask(callers.of(request), Action.READ_ALERTS, id);
    Instant begin = from == null ? Instant.EPOCH : from;
    Instant end = to == null ? Instant.parse("9999-01-01T00:00:00Z") : to;
    return views(
        alerts.ofPatient(id, begin, end, phase).stream()
            .filter(alert -> AlertSight.shows(decision, alert))
            .toList());
  }

  /** A physician's worklist: what is open, the most severe first. */
  @Get("/alerts")
  @Operation(summary = "A physician's worklist: open alerts unless a phase is named")
  public List<AlertView> worklist(HttpRequest<?> request, @QueryValue @Nullable AlertPhase phase) {
    Caller caller = callers.of(request);
    guard.ask(caller, Action.READ_WORKLIST);
    Set<UUID> patients = directory.patientsOf(caller.actor());
    return views(
        alerts.ofPatients(patients, phase).stream()
            .filter(
                alert ->
                    AlertSight.shows(
                        guard.decide(caller, Action.READ_ALERTS, alert.patient().value()), alert))
            .sorted(WORST_FIRST)
            .toList());
  }

  /** One alert with every transition; that somebody who was told of it reads it is noted. */
  @Get("/alerts/{id}")
  @Operation(
      summary = "One alert with its transitions",
      description = "Whoever was told of the alert leaves a read receipt by it; it stops nothing.")
  public AlertHistory get(HttpRequest<?> request, UUID id) {
    Caller caller = callers.of(request);
    AlertTransition newest = access.ask(caller, Action.READ_ALERT, id);
    receipts.read(newest, caller.actor().person());
    return new AlertHistory(
        views(List.of(newest)).get(0), alerts.transitions(id).stream().map(AlertView::of).toList());
  }

  private List<AlertView> views(List<AlertTransition> shown) {
    Map<UUID, Instant> delivered = alerts.delivered(shown);
    return shown.stream().map(alert -> AlertView.of(alert, delivered.get(alert.alert()))).toList();
  }
}
