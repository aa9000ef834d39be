package vigie.api.rejected;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.web.HttpCallers;
import vigie.api.web.Refusal;
import vigie.reading.RejectionReason;

/** Refused readings: for operators without values, for a patient their own whole. */
@Controller
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class RejectedController {
  private static final int LIMIT_MAX = 1_000;

  private final AccessGuard guard;
  private final HttpCallers callers;
  private final JdbcRejected rows;
  private final Clock clock;

  /** Wired by the program. */
  RejectedController(AccessGuard guard, HttpCallers callers, JdbcRejected rows, Clock clock) {
    this.guard = guard;
    this.callers = callers;
    this.rows = rows;
    this.clock = clock;
  }

  /** The newest refused readings of a selection, and how many there are by reason. */
  @Get("/rejected")
  @Operation(summary = "Refused readings of the last 7 days, without values (operator)")
  public RejectedView.Selection search(
      HttpRequest<?> request,
      @QueryValue @Nullable String device,
      @QueryValue @Nullable RejectionReason reason,
      @QueryValue @Nullable Instant from,
      @QueryValue @Nullable Instant to,
      @QueryValue(defaultValue = "100") int limit) {
    guard.ask(callers.of(request), Action.READ_REJECTED);
    RejectedFilter filter = filter(device, reason, from, to, clock.instant());
    return new RejectedView.Selection(
        rows.counts(filter),
        rows.search(filter, bounded(limit)).stream().map(RejectedView.ForOperator::of).toList());
  }

  /** What of a patient's readings was refused, with what was sent where it was kept. */
  @Get("/patients/{id}/rejected")
  @Operation(summary = "A patient's refused readings of the last 7 days (patient)")
  public List<RejectedView.ForPatient> ofPatient(
      HttpRequest<?> request,
      UUID id,
      @QueryValue @Nullable Instant from,
      @QueryValue @Nullable Instant to,
      @QueryValue(defaultValue = "100") int limit) {
    guard.ask(callers.of(request), Action.READ_OWN_REJECTED, id);
    RejectedFilter filter = filter(null, null, from, to, clock.instant());
    return rows.ofPatient(id, filter.from(), filter.to(), bounded(limit)).stream()
        .map(RejectedView.ForPatient::of)
        .toList();
  }

  /** A filter that reaches back no further than rows are kept. */
  static RejectedFilter filter(
      @Nullable String device,
      @Nullable RejectionReason reason,
      @Nullable Instant from,
      @Nullable Instant to,
      Instant now) {
    Instant oldest = now.minus(Retention.REJECTED);
    Instant begin = from == null || from.isBefore(oldest) ? oldest : from;
    // A row may be a moment younger than this request.
    Instant end = to == null ? now.plusSeconds(60) : to;
    return new RejectedFilter(device, reason, begin, end);
  }

  private static int bounded(int limit) {
    if (limit < 1 || limit > LIMIT_MAX) {
      throw Refusal.invalid("limit", "must be from 1 to " + LIMIT_MAX);
    }
    return limit;
  }
}
