package vigie.api.notify;

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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.alert.Delivery.Channel;
import vigie.alert.Delivery.Outcome;
import vigie.alert.Notification.Reason;
import vigie.alert.Notification.Role;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.alert.JdbcReceipts;
import vigie.api.alert.JdbcReceipts.Of;
import vigie.api.alert.JdbcReceipts.Receipt;
import vigie.api.web.HttpCallers;
import vigie.api.web.Refusal;

/** Every attempt to deliver a message, by ids: no address, no name and nothing measured. */
@Controller
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class DeliveryController {
  private static final Duration SPAN_DEFAULT = Duration.ofDays(7);
  private static final int LIMIT_MAX = 1_000;

  private final AccessGuard guard;
  private final HttpCallers callers;
  private final JdbcDeliveries rows;
  private final JdbcReceipts receipts;
  private final Clock clock;

  /**
   * One attempt, and why its recipient was told; when that person first opened the alert, and when
   * they took it on (the patient: confirmed it), whichever message they had it from.
   */
  @Serdeable
  public record AttemptView(
      UUID notification,
      UUID patient,
      UUID alert,
      UUID recipient,
      Role role,
      int step,
      Reason reason,
      Instant decidedAt,
      Channel channel,
      int attempt,
      Outcome outcome,
      Instant at,
      String detail,
      @Nullable Instant readAt,
      @Nullable Instant acknowledgedAt) {
    static AttemptView of(JdbcDeliveries.Attempt row, Map<Of, Receipt> receipts) {
      Receipt receipt = receipts.getOrDefault(new Of(row.alert(), row.recipient()), Receipt.NONE);
      return new AttemptView(
          row.notification(),
          row.patient(),
          row.alert(),
          row.recipient(),
          row.role(),
          row.step(),
          row.reason(),
          row.decidedAt(),
          row.channel(),
          row.attempt(),
          row.outcome(),
          row.at(),
          row.detail(),
          receipt.readAt(),
          receipt.acknowledgedAt());
    }
  }

  /** Wired by the program. */
  DeliveryController(
      AccessGuard guard,
      HttpCallers callers,
      JdbcDeliveries rows,
      JdbcReceipts receipts,
      Clock clock) {
    this.guard = guard;
    this.callers = callers;
    this.rows = rows;
    this.receipts = receipts;
    this.clock = clock;
  }

  /** The newest attempts of a selection; without a span, of the last 7 days. */
  @Get("/deliveries")
  @Operation(summary = "Attempts to deliver messages, without health data (operator)")
  public List<AttemptView> search(
      HttpRequest<?> request,
      @QueryValue @Nullable UUID patient,
      @QueryValue @Nullable UUID recipient,
      @QueryValue @Nullable UUID alert,
      @QueryValue @Nullable Channel channel,
      @QueryValue @Nullable Outcome outcome,
      @QueryValue @Nullable Instant from,
      @QueryValue @Nullable Instant to,
      @QueryValue(defaultValue = "100") int limit) {
    guard.ask(callers.of(request), Action.READ_DELIVERIES);
    return found(patient, recipient, alert, channel, outcome, from, to, limit);
  }

  /** The newest attempts to tell somebody of a patient's alerts. */
  @Get("/patients/{id}/deliveries")
  @Operation(summary = "Attempts to tell somebody of the patient's alerts (patient)")
  public List<AttemptView> ofPatient(
      HttpRequest<?> request,
      UUID id,
      @QueryValue @Nullable UUID alert,
      @QueryValue @Nullable Instant from,
      @QueryValue @Nullable Instant to,
      @QueryValue(defaultValue = "100") int limit) {
    guard.ask(callers.of(request), Action.READ_OWN_DELIVERIES, id);
    return found(id, null, alert, null, null, from, to, limit);
  }

  private List<AttemptView> found(
      @Nullable UUID patient,
      @Nullable UUID recipient,
      @Nullable UUID alert,
      @Nullable Channel channel,
      @Nullable Outcome outcome,
      @Nullable Instant from,
      @Nullable Instant to,
      int limit) {
    if (limit < 1 || limit > LIMIT_MAX) {
      throw Refusal.invalid("limit", "must be from 1 to " + LIMIT_MAX);
    }
    // A row may be a moment younger than this request.
    Instant end = to == null ? clock.instant().plusSeconds(60) : to;
    Instant begin = from == null ? end.minus(SPAN_DEFAULT) : from;
    if (!begin.isBefore(end)) {
      throw Refusal.invalid("from", "must be before 'to'");
    }
    List<JdbcDeliveries.Attempt> found =
        rows.search(
            new JdbcDeliveries.Filter(begin, end, patient, recipient, alert, channel, outcome),
            limit);
    Map<Of, Receipt> known =
        receipts.of(found.stream().map(JdbcDeliveries.Attempt::alert).toList());
    return found.stream().map(row -> AttemptView.of(row, known)).toList();
  }
}
