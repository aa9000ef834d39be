package vigie.api.patient;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.access.AccessDirectory;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.access.Caller;
import vigie.api.access.Mandate;
import vigie.api.web.FieldText;
import vigie.api.web.HttpCallers;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;

/** Who may act in a patient's place, on what basis and proof, for what and until when (C-28). */
@Controller("/patients/{id}/mandates")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class MandateController {
  private static final int PROOF_LENGTH_MAX = 500;

  private final AccessGuard guard;
  private final HttpCallers callers;
  private final AccessDirectory directory;
  private final JdbcMandates mandates;
  private final Clock clock;

  /** What for, what it rests on, which document proves it, and when it ends. */
  @Serdeable
  public record MandateRequest(
      List<Mandate.Scope> scopes,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) Mandate.@Nullable Basis basis,
      String proof,
      Instant until) {}

  /** A mandate; {@code basis} is null for one of the time when that was not asked. */
  @Serdeable
  public record MandateResponse(
      UUID representative,
      List<Mandate.Scope> scopes,
      Mandate.@Nullable Basis basis,
      String proof,
      Instant since,
      Instant until) {
    static MandateResponse of(JdbcMandates.Row row) {
      return new MandateResponse(
          row.mandate().representative(),
          row.mandate().scopes().stream().sorted().toList(),
          row.basis(),
          row.proof(),
          row.since(),
          row.mandate().until());
    }
  }

  /** Wired by the program. */
  public MandateController(
      AccessGuard guard,
      HttpCallers callers,
      AccessDirectory directory,
      JdbcMandates mandates,
      Clock clock) {
    this.guard = guard;
    this.callers = callers;
    this.directory = directory;
    this.mandates = mandates;
    this.clock = clock;
  }

  /** The mandates that the patient has not ended. */
  @Get
  @Operation(summary = "Who may act in the patient's place (patient)")
  public List<MandateResponse> list(HttpRequest<?> request, UUID id) {
    guard.ask(callers.of(request), Action.READ_MANDATES, id);
    return mandates.list(id).stream().map(MandateResponse::of).toList();
  }

  /** Gives a mandate, in place of the one that this person had. */
  @Put("/{representative}")
  @Operation(summary = "Give a mandate to a lay person (the patient alone)")
  public MandateResponse put(
      HttpRequest<?> request, UUID id, UUID representative, @Body MandateRequest mandate) {
    Caller caller = callers.of(request);
    guard.ask(caller, Action.CHANGE_MANDATES, id);
    if (representative.equals(id)
        || directory.actor(representative).filter(actor -> actor.role().lay()).isEmpty()) {
      throw Refusal.invalid(
          "representative", "must be the id of a lay person other than the patient");
    }
    if (mandate.scopes().isEmpty()) {
      throw Refusal.invalid("scopes", "must name at least one; DELETE ends a mandate");
    }
    Mandate.Basis basis = mandate.basis();
    if (basis == null) {
      throw Refusal.invalid("basis", "must be one of " + List.of(Mandate.Basis.values()));
    }
    String proof = FieldText.of("proof", mandate.proof(), PROOF_LENGTH_MAX);
    if (!mandate.until().isAfter(clock.instant())) {
      throw Refusal.invalid("until", "must be in the future");
    }
    return MandateResponse.of(
        mandates.put(
            id,
            new Mandate(representative, EnumSet.copyOf(mandate.scopes()), mandate.until()),
            basis,
            proof,
            caller.actor().person()));
  }

  /** Ends a mandate. */
  @Delete("/{representative}")
  @Status(HttpStatus.NO_CONTENT)
  @Operation(summary = "End a mandate (the patient alone)")
  public void delete(HttpRequest<?> request, UUID id, UUID representative) {
    guard.ask(callers.of(request), Action.CHANGE_MANDATES, id);
    if (!mandates.end(id, representative)) {
      throw new Refusal(ProblemCode.NOT_FOUND, "this person has no mandate");
    }
  }
}
