package vigie.api.objection;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.util.List;
import java.util.UUID;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.access.Caller;
import vigie.api.web.FieldText;
import vigie.api.web.HttpCallers;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;

/** The data protection officer decides objections, with grounds (C-70). */
@Controller("/objections")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class ObjectionReviewController {
  private static final int CASES_MAX = 1_000;

  private final AccessGuard guard;
  private final HttpCallers callers;
  private final JdbcObjections objections;

  /** Whether the patient is right, and the grounds that they read. */
  @Serdeable
  public record ObjectionDecision(boolean upheld, String grounds) {}

  /** A case and whose it is. */
  @Serdeable
  public record ObjectionCase(UUID patient, ObjectionController.ObjectionResponse objection) {}

  /** Wired by the program. */
  public ObjectionReviewController(
      AccessGuard guard, HttpCallers callers, JdbcObjections objections) {
    this.guard = guard;
    this.callers = callers;
    this.objections = objections;
  }

  /** Those that are open, then the others, newest first. */
  @Get
  @Operation(summary = "Objections of patients, by ids (DPO)")
  public List<ObjectionCase> list(HttpRequest<?> request) {
    guard.ask(callers.of(request), Action.REVIEW_OBJECTIONS);
    return objections.all(CASES_MAX).stream()
        .map(row -> new ObjectionCase(row.patient(), ObjectionController.ObjectionResponse.of(row)))
        .toList();
  }

  /** Decides a case. One against feeding that is upheld ends it from the next request on. */
  @Put("/{objection}/decision")
  @Status(HttpStatus.NO_CONTENT)
  @Operation(summary = "Decide an objection, with grounds (DPO)")
  public void decide(HttpRequest<?> request, UUID objection, @Body ObjectionDecision decision) {
    Caller caller = callers.of(request);
    guard.ask(caller, Action.REVIEW_OBJECTIONS);
    String grounds =
        FieldText.of("grounds", decision.grounds(), ObjectionController.TEXT_LENGTH_MAX);
    if (!objections.decide(objection, decision.upheld(), grounds, caller.actor().person())) {
      throw new Refusal(ProblemCode.NOT_FOUND, "there is no such case that is open");
    }
  }
}
