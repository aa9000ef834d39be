package vigie.api.objection;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
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
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.access.Caller;
import vigie.api.store.StoreException;
import vigie.api.web.FieldText;
import vigie.api.web.HttpCallers;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;

/**
 * A patient objects, with a reason: that opens a case. A plain objection changes nothing, and so
 * does an open one: only a decision does (C-47, C-70, R.1111-36).
 */
@Controller("/patients/{id}/objections")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class ObjectionController {
  static final int TEXT_LENGTH_MAX = 2_000;

  private final AccessGuard guard;
  private final HttpCallers callers;
  private final JdbcObjections objections;

  /** What against, and the legitimate reason, in the patient's words. */
  @Serdeable
  public record ObjectionRequest(
      JdbcObjections.Scope scope,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String reason) {}

  /** The id of the case. */
  @Serdeable
  public record ObjectionId(UUID id) {}

  /** A case; what was decided is null while it is open. */
  @Serdeable
  public record ObjectionResponse(
      UUID id,
      JdbcObjections.Scope scope,
      String reason,
      Instant at,
      UUID by,
      @Nullable Instant ended,
      @Nullable Instant decidedAt,
      @Nullable Boolean upheld,
      @Nullable String grounds) {
    static ObjectionResponse of(JdbcObjections.Row row) {
      return new ObjectionResponse(
          row.id(),
          row.scope(),
          row.reason(),
          row.at(),
          row.by(),
          row.ended(),
          row.decidedAt(),
          row.upheld(),
          row.grounds());
    }
  }

  /** Wired by the program. */
  public ObjectionController(AccessGuard guard, HttpCallers callers, JdbcObjections objections) {
    this.guard = guard;
    this.callers = callers;
    this.objections = objections;
  }

  /** Every case of the patient, newest first. */
  @Get
  @Operation(summary = "Objections and what was decided on them (patient)")
  public List<ObjectionResponse> list(HttpRequest<?> request, UUID id) {
    guard.ask(callers.of(request), Action.READ_OBJECTIONS, id);
    return objections.ofPatient(id).stream().map(ObjectionResponse::of).toList();
  }

  /** Opens a case for the data protection officer. */
  @Post
  @Operation(
      summary = "Object, with a reason (patient)",
      description =
          "FEEDING is that those who treat the patient add to the file; it goes on until the case is"
              + " decided.")
  @ApiResponse(responseCode = "201", description = "The case's id")
  public HttpResponse<ObjectionId> open(
      HttpRequest<?> request, UUID id, @Body ObjectionRequest asked) {
    Caller caller = callers.of(request);
    guard.ask(caller, Action.CHANGE_OBJECTIONS, id);
    String reason = FieldText.of("reason", asked.reason(), TEXT_LENGTH_MAX);
    try {
      return HttpResponse.created(
          new ObjectionId(objections.open(id, asked.scope(), reason, caller.actor().person())));
    } catch (StoreException e) {
      if (e.kind() == StoreException.Kind.DUPLICATE) {
        throw new Refusal(ProblemCode.CONFLICT, "such a case is open already");
      }
      throw e;
    }
  }

  /** Takes an objection back, decided or not. */
  @Delete("/{objection}")
  @Status(HttpStatus.NO_CONTENT)
  @Operation(summary = "Object no longer (patient)")
  public void delete(HttpRequest<?> request, UUID id, UUID objection) {
    guard.ask(callers.of(request), Action.CHANGE_OBJECTIONS, id);
    if (!objections.end(id, objection)) {
      throw new Refusal(ProblemCode.NOT_FOUND, "there is no such objection");
    }
  }
}
