package vigie.api.erasure;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
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
import java.util.UUID;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.access.Caller;
import vigie.api.web.FieldText;
import vigie.api.web.HttpCallers;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;

/** Legal holds: the exceptions from erasure, each with its reason and its end (C-72). */
@Controller("/patients/{id}/holds")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class HoldController {
  private static final int REASON_LENGTH_MAX = 500;

  private final AccessGuard guard;
  private final HttpCallers callers;
  private final JdbcHolds holds;
  private final Clock clock;

  /** Why, in words that the patient reads, and until when. */
  @Serdeable
  public record HoldRequest(String reason, Instant until) {}

  /** The id of the hold. */
  @Serdeable
  public record HoldSet(UUID hold) {}

  /** Wired by the program. */
  HoldController(AccessGuard guard, HttpCallers callers, JdbcHolds holds, Clock clock) {
    this.guard = guard;
    this.callers = callers;
    this.holds = holds;
    this.clock = clock;
  }

  /** Sets a hold; the patient sees it where they ask for erasure. */
  @Post
  @Operation(summary = "Set a legal hold, with its reason and end (data protection officer)")
  @ApiResponse(responseCode = "201", description = "The hold's id")
  public HttpResponse<HoldSet> set(HttpRequest<?> request, UUID id, @Body HoldRequest hold) {
    Caller caller = callers.of(request);
    guard.ask(caller, Action.CHANGE_HOLDS);
    String reason = FieldText.of("reason", hold.reason(), REASON_LENGTH_MAX);
    if (!hold.until().isAfter(clock.instant())) {
      throw Refusal.invalid("until", "must be in the future");
    }
    return HttpResponse.created(
        new HoldSet(holds.add(id, reason, hold.until(), caller.actor().person())));
  }

  /** Lifts a hold before its end. */
  @Delete("/{hold}")
  @Status(HttpStatus.NO_CONTENT)
  @Operation(summary = "Lift a legal hold before its end (data protection officer)")
  public void lift(HttpRequest<?> request, UUID id, UUID hold) {
    guard.ask(callers.of(request), Action.CHANGE_HOLDS);
    if (!holds.lift(id, hold)) {
      throw new Refusal(ProblemCode.NOT_FOUND, "there is no such hold");
    }
  }
}
