package vigie.api.emergency;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.access.Caller;
import vigie.api.access.Emergency;
import vigie.api.access.Reason;
import vigie.api.web.FieldText;
import vigie.api.web.HttpCallers;
import vigie.api.web.Refusal;

/** A patient's file opened in an emergency, and opposition to it beforehand (C-44, C-45). */
@Controller("/patients/{id}")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class EmergencyController {
  private static final int REASON_LENGTH_MAX = 500;

  private final AccessGuard guard;
  private final HttpCallers callers;
  private final JdbcEmergencies emergencies;
  private final EmergencyNotice notice;

  /** Why the file is opened, what the emergency is, and for how long: 4 hours unless said. */
  @Serdeable
  public record OpeningRequest(Emergency.Kind kind, String reason, @Nullable Integer minutes) {}

  /** Until when the file is open to the caller. */
  @Serdeable
  public record OpeningResponse(UUID id, Instant until) {}

  /** One access to the patient's data while the file was open. */
  @Serdeable
  public record ReadResponse(
      Instant at, String action, String route, @Nullable String purpose, String requestId) {}

  /** A break-glass as the patient sees it, with all that was read by it. */
  @Serdeable
  public record EmergencyResponse(
      UUID id,
      UUID actor,
      Emergency.Kind kind,
      String reason,
      Instant at,
      Instant until,
      boolean refused,
      @Nullable Instant toldAt,
      @Nullable Boolean justified,
      List<ReadResponse> reads) {}

  /** Whether the patient opposes break-glass. */
  @Serdeable
  public record OppositionResponse(boolean opposed) {}

  /** Wired by the program. */
  public EmergencyController(
      AccessGuard guard, HttpCallers callers, JdbcEmergencies emergencies, EmergencyNotice notice) {
    this.guard = guard;
    this.callers = callers;
    this.emergencies = emergencies;
    this.notice = notice;
  }

  /** Opens the file to the caller alone; the patient is told at once, also when it is refused. */
  @Post("/emergency-accesses")
  @Operation(summary = "Open a file in an emergency, at most 4 hours (health professional)")
  @ApiResponse(responseCode = "201", description = "Open until then")
  public HttpResponse<OpeningResponse> open(
      HttpRequest<?> request, UUID id, @Body OpeningRequest asked) {
    Caller caller = callers.of(request);
    if (guard.decide(caller, Action.OPEN_EMERGENCY, id).reason() == Reason.EMERGENCY_OPPOSED) {
      emergencies.refused(id, caller.actor().person(), asked.kind(), shortened(asked.reason()));
      notice.tellAll();
    }
    guard.ask(caller, Action.OPEN_EMERGENCY, id);
    String reason = FieldText.of("reason", asked.reason(), REASON_LENGTH_MAX);
    JdbcEmergencies.Opened opened =
        emergencies.open(id, caller.actor().person(), asked.kind(), reason, duration(asked));
    notice.tellAll();
    return HttpResponse.created(new OpeningResponse(opened.id(), opened.until()));
  }

  /** Every break-glass of the patient's file, newest first. */
  @Get("/emergency-accesses")
  @Operation(summary = "Who opened the file in an emergency, and what they read (patient)")
  public List<EmergencyResponse> list(HttpRequest<?> request, UUID id) {
    guard.ask(callers.of(request), Action.READ_EMERGENCIES, id);
    return emergencies.ofPatient(id).stream()
        .map(
            row ->
                new EmergencyResponse(
                    row.id(),
                    row.actor(),
                    row.kind(),
                    row.reason(),
                    row.at(),
                    row.until(),
                    row.refused(),
                    row.toldAt(),
                    row.justified(),
                    emergencies.reads(row)))
        .toList();
  }

  /** Whether break-glass is opposed. */
  @Get("/emergency-opposition")
  @Operation(summary = "Whether the patient opposes access in an emergency (patient)")
  public OppositionResponse opposition(HttpRequest<?> request, UUID id) {
    guard.ask(callers.of(request), Action.READ_EMERGENCIES, id);
    return new OppositionResponse(emergencies.opposed(id));
  }

  /** Opposes break-glass from now on, and closes what is open. */
  @Put("/emergency-opposition")
  @Status(HttpStatus.NO_CONTENT)
  @Operation(summary = "Oppose access in an emergency (patient)")
  public void oppose(HttpRequest<?> request, UUID id) {
    Caller caller = callers.of(request);
    guard.ask(caller, Action.CHANGE_OPPOSITION, id);
    emergencies.oppose(id, caller.actor().person());
  }

  /** Opposes it no longer. */
  @Delete("/emergency-opposition")
  @Status(HttpStatus.NO_CONTENT)
  @Operation(summary = "Oppose access in an emergency no longer (patient)")
  public void endOpposition(HttpRequest<?> request, UUID id) {
    guard.ask(callers.of(request), Action.CHANGE_OPPOSITION, id);
    emergencies.endOpposition(id);
  }

  /** What was refused is kept whatever was said. */
  private static String shortened(String reason) {
    String stripped = reason.strip();
    return stripped.substring(0, Math.min(stripped.length(), REASON_LENGTH_MAX));
  }

  private static Duration duration(OpeningRequest asked) {
    Duration duration =
        asked.minutes() == null ? Emergency.OPEN_MAX : Duration.ofMinutes(asked.minutes());
    if (duration.isNegative() || duration.isZero() || duration.compareTo(Emergency.OPEN_MAX) > 0) {
      throw Refusal.invalid("minutes", "must be from 1 to " + Emergency.OPEN_MAX.toMinutes());
    }
    return duration;
  }
}
