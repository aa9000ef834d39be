package vigie.api.drill;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.alert.Delivery.Channel;
import vigie.alert.Delivery.Outcome;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.access.Caller;
import vigie.api.web.HttpCallers;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;

/** Drills: what came of them, and one right now. */
@Controller("/drills")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class DrillController {
  private static final int DRILLS_MAX = 20;
  private static final int RESULTS_MAX = 1_000;

  private final AccessGuard guard;
  private final HttpCallers callers;
  private final Drills drills;
  private final JdbcDrills rows;
  private final Clock clock;

  /** The id of the drill that has begun. */
  @Serdeable
  public record DrillBegun(UUID drill) {}

  /** What came of the message to one person on one channel; {@code mark} is HTEST. */
  @Serdeable
  public record ResultView(
      UUID person, Channel channel, String mark, Outcome outcome, Instant at, String detail) {}

  /**
   * One drill; {@code by} is null for the calendar's, {@code finishedAt} while it runs or when it
   * was broken off; the results with failures first, 1,000 at most.
   */
  @Serdeable
  public record DrillView(
      UUID drill,
      Instant begunAt,
      @Nullable UUID by,
      @Nullable Instant finishedAt,
      long delivered,
      long failed,
      List<ResultView> results) {}

  /** Wired by the program. */
  DrillController(
      AccessGuard guard, HttpCallers callers, Drills drills, JdbcDrills rows, Clock clock) {
    this.guard = guard;
    this.callers = callers;
    this.drills = drills;
    this.rows = rows;
    this.clock = clock;
  }

  /** The newest drills, the newest first. */
  @Get
  @Operation(summary = "The newest drills and what came of them (operator)")
  public List<DrillView> list(HttpRequest<?> request) {
    guard.ask(callers.of(request), Action.READ_DRILLS);
    return rows.newest(DRILLS_MAX).stream().map(this::view).toList();
  }

  /** Begins a drill; does not wait for its end. */
  @Post
  @Operation(summary = "Begin a drill now: a marked message to every proven channel (operator)")
  @ApiResponse(responseCode = "202", description = "The drill has begun")
  public HttpResponse<DrillBegun> begin(HttpRequest<?> request) {
    Caller caller = callers.of(request);
    guard.ask(caller, Action.RUN_DRILL);
    UUID drill =
        drills
            .begin(clock.instant(), caller.actor().person())
            .orElseThrow(() -> new Refusal(ProblemCode.CONFLICT, "another drill runs"));
    return HttpResponse.accepted().body(new DrillBegun(drill));
  }

  private DrillView view(JdbcDrills.Drill drill) {
    return new DrillView(
        drill.id(),
        drill.begunAt(),
        drill.by(),
        drill.finishedAt(),
        drill.delivered(),
        drill.failed(),
        rows.results(drill.id(), RESULTS_MAX).stream()
            .map(
                each ->
                    new ResultView(
                        each.person(),
                        each.channel(),
                        each.mark(),
                        each.outcome(),
                        each.at(),
                        each.detail()))
            .toList());
  }
}
