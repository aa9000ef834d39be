package vigie.api.alert;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertCommand.Kind;
import vigie.api.access.Action;
import vigie.api.web.HttpCallers;

/** What people answer to an alert other than to take it on. */
@Controller("/alerts/{id}")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class AlertAnswerController {
  private final HttpCallers callers;
  private final AlertActs acts;

  /** The actor's words, if any. */
  @Serdeable
  public record AnswerRequest(@Nullable String note) {}

  /** For how long nobody is to be told; the actor's words, if any. */
  @Serdeable
  public record PauseRequest(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable Integer minutes,
      @Nullable String note) {}

  /** The command's id; its effect follows on the alert. */
  @Serdeable
  public record AnswerResponse(UUID command) {}

  /** Wired by the program. */
  public AlertAnswerController(HttpCallers callers, AlertActs acts) {
    this.callers = callers;
    this.acts = acts;
  }

  /** The physician does not take it on. */
  @Post("/rejection")
  @Status(HttpStatus.ACCEPTED)
  @Operation(summary = "Do not take an alert on (physician); the next is told at once")
  @ApiResponse(responseCode = "202", description = "Taken; the next is told at once")
  public AnswerResponse reject(
      HttpRequest<?> request, UUID id, @Body @Nullable AnswerRequest body) {
    return answer(request, id, Action.DECLINE_ALERT, Kind.REJECT, body);
  }

  /** The physician cannot take it on now. */
  @Post("/inability")
  @Status(HttpStatus.ACCEPTED)
  @Operation(summary = "Say that one cannot come (physician); the next is told at once")
  @ApiResponse(responseCode = "202", description = "Taken; the next is told at once")
  public AnswerResponse cannot(
      HttpRequest<?> request, UUID id, @Body @Nullable AnswerRequest body) {
    return answer(request, id, Action.DECLINE_ALERT, Kind.CANNOT, body);
  }

  /** The patient has seen it. */
  @Post("/confirmation")
  @Status(HttpStatus.ACCEPTED)
  @Operation(summary = "Confirm to have seen an alert (patient)")
  @ApiResponse(responseCode = "202", description = "Taken; the patient is told no more")
  public AnswerResponse confirm(
      HttpRequest<?> request, UUID id, @Body @Nullable AnswerRequest body) {
    return answer(request, id, Action.CONFIRM_ALERT, Kind.CONFIRM, body);
  }

  /** The patient is well: takes a fall back, as long as nobody else was told. */
  @Post("/cancellation")
  @Status(HttpStatus.ACCEPTED)
  @Operation(summary = "Take a fall back within a minute (patient); later it only confirms")
  @ApiResponse(responseCode = "202", description = "Taken; the alert changes at once")
  public AnswerResponse cancel(
      HttpRequest<?> request, UUID id, @Body @Nullable AnswerRequest body) {
    return answer(request, id, Action.CANCEL_ALERT, Kind.CANCEL, body);
  }

  /** Nobody is told for a while. */
  @Post("/pause")
  @Status(HttpStatus.ACCEPTED)
  @Operation(summary = "Pause an alert's messages for some minutes (physician)")
  @ApiResponse(responseCode = "202", description = "Taken; messages resume by themselves")
  public AnswerResponse pause(HttpRequest<?> request, UUID id, @Body @Nullable PauseRequest body) {
    PauseRequest asked = body == null ? new PauseRequest(null, null) : body;
    // What is not said is refused like zero, after the question who may.
    Duration pause = asked.minutes() == null ? Duration.ZERO : Duration.ofMinutes(asked.minutes());
    AlertActs.Act act = new AlertActs.Act(Action.PAUSE_ALERT, Kind.PAUSE, asked.note(), pause);
    return new AnswerResponse(acts.send(callers.of(request), id, act));
  }

  private AnswerResponse answer(
      HttpRequest<?> request, UUID id, Action action, Kind kind, @Nullable AnswerRequest body) {
    String note = body == null ? null : body.note();
    return new AnswerResponse(
        acts.send(callers.of(request), id, new AlertActs.Act(action, kind, note, null)));
  }
}
