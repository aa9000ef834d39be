package vigie.api.emergency;

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
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.access.Caller;
import vigie.api.access.Emergency;
import vigie.api.web.FieldText;
import vigie.api.web.HttpCallers;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;

/** Every break-glass is reviewed by the data protection officer. */
@Controller("/emergency-accesses")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class EmergencyReviewController {
  private static final int FINDING_LENGTH_MAX = 1_000;

  private final AccessGuard guard;
  private final HttpCallers callers;
  private final JdbcEmergencies emergencies;

  /** Whether it was justified, and what was found. */
  @Serdeable
  public record ReviewRequest(boolean justified, String finding) {}

  /** A break-glass by ids: how often it was used to read, and no content. */
  @Serdeable
  public record EmergencyLine(
      UUID id,
      UUID patient,
      UUID actor,
      Emergency.Kind kind,
      String reason,
      Instant at,
      Instant until,
      boolean refused,
      @Nullable Instant toldAt,
      @Nullable String toldHow,
      int reads,
      @Nullable Instant reviewedAt,
      @Nullable UUID reviewer,
      @Nullable Boolean justified,
      @Nullable String finding) {}

  /** Wired by the program. */
  public EmergencyReviewController(
      AccessGuard guard, HttpCallers callers, JdbcEmergencies emergencies) {
    this.guard = guard;
    this.callers = callers;
    this.emergencies = emergencies;
  }

  /** Those that nobody has reviewed, then the others, newest first. */
  @Get
  @Operation(summary = "Every access in an emergency, by ids (DPO)")
  public List<EmergencyLine> list(HttpRequest<?> request) {
    guard.ask(callers.of(request), Action.REVIEW_EMERGENCIES);
    return emergencies.all().stream()
        .map(
            row ->
                new EmergencyLine(
                    row.id(),
                    row.patient(),
                    row.actor(),
                    row.kind(),
                    row.reason(),
                    row.at(),
                    row.until(),
                    row.refused(),
                    row.toldAt(),
                    row.toldHow(),
                    emergencies.reads(row).size(),
                    row.reviewedAt(),
                    row.reviewer(),
                    row.justified(),
                    row.finding()))
        .toList();
  }

  /** Notes the review; the patient sees its outcome. */
  @Put("/{id}/review")
  @Status(HttpStatus.NO_CONTENT)
  @Operation(summary = "Review an access in an emergency (DPO)")
  public void review(HttpRequest<?> request, UUID id, @Body ReviewRequest review) {
    Caller caller = callers.of(request);
    guard.ask(caller, Action.REVIEW_EMERGENCIES);
    String finding = FieldText.of("finding", review.finding(), FINDING_LENGTH_MAX);
    if (!emergencies.review(id, caller.actor().person(), review.justified(), finding)) {
      throw new Refusal(ProblemCode.NOT_FOUND, "there is no such access that is not reviewed");
    }
  }
}
