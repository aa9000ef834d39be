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
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertCommand;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.api.access.Action;
import vigie.api.access.Caller;
import vigie.api.web.HttpCallers;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;

/** A physician takes an alert on: repeats and escalation stop. */
@Controller("/alerts/{id}/acknowledgement")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class AcknowledgementController {
  private static final int NOTE_LENGTH_MAX = 1_000;

  private final HttpCallers callers;
  private final AlertAccess access;
  private final KafkaAlertCommands commands;
  private final Clock clock;

  /** The physician's words, if any. */
  @Serdeable
  public record AcknowledgementRequest(@Nullable String note) {}

  /** The command's id; its effect follows on the alert. */
  @Serdeable
  public record AcknowledgementResponse(UUID command) {}

  /** Wired by the program. */
  public AcknowledgementController(
      HttpCallers callers, AlertAccess access, KafkaAlertCommands commands, Clock clock) {
    this.callers = callers;
    this.access = access;
    this.commands = commands;
    this.clock = clock;
  }

  /** Acknowledges; the command is durable when this answers, its effect follows at once. */
  @Post
  @Status(HttpStatus.ACCEPTED)
  @Operation(summary = "Acknowledge an alert (physician)")
  @ApiResponse(responseCode = "202", description = "Taken; the alert changes at once")
  public AcknowledgementResponse acknowledge(
      HttpRequest<?> request, UUID id, @Body @Nullable AcknowledgementRequest body) {
    Caller caller = callers.of(request);
    AlertTransition alert = access.ask(caller, Action.ACKNOWLEDGE_ALERT, id);
    String note = body == null || body.note() == null ? "" : body.note().strip();
    if (note.length() > NOTE_LENGTH_MAX) {
      throw Refusal.invalid("note", "must have at most " + NOTE_LENGTH_MAX + " characters");
    }
    if (alert.phase() == AlertPhase.RESOLVED) {
      throw new Refusal(ProblemCode.CONFLICT, "the alert is over");
    }
    UUID command = UUID.randomUUID();
    commands.send(
        new AlertCommand(
            command,
            alert.patient(),
            id,
            AlertCommand.Kind.ACKNOWLEDGE,
            caller.actor().person(),
            clock.instant(),
            note));
    return new AcknowledgementResponse(command);
  }
}
