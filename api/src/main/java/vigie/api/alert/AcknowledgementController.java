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
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertCommand;
import vigie.api.access.Action;
import vigie.api.web.HttpCallers;

/** A physician takes an alert on: repeats and escalation stop. */
@Controller("/alerts/{id}/acknowledgement")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class AcknowledgementController {
  private final HttpCallers callers;
  private final AlertActs acts;

  /** The physician's words, if any. */
  @Serdeable
  public record AcknowledgementRequest(@Nullable String note) {}

  /** The command's id; its effect follows on the alert. */
  @Serdeable
  public record AcknowledgementResponse(UUID command) {}

  /** Wired by the program. */
  public AcknowledgementController(HttpCallers callers, AlertActs acts) {
    this.callers = callers;
    this.acts = acts;
  }

  /** Acknowledges; the command is durable when this answers, its effect follows at once. */
  @Post
  @Status(HttpStatus.ACCEPTED)
  @Operation(summary = "Acknowledge an alert (physician)")
  @ApiResponse(responseCode = "202", description = "Taken; the alert changes at once")
  public AcknowledgementResponse acknowledge(
      HttpRequest<?> request, UUID id, @Body @Nullable AcknowledgementRequest body) {
    String note = body == null ? null : body.note();
    AlertActs.Act act =
        new AlertActs.Act(Action.ACKNOWLEDGE_ALERT, AlertCommand.Kind.ACKNOWLEDGE, note, null);
    return new AcknowledgementResponse(acts.send(callers.of(request), id, act));
  }
}
