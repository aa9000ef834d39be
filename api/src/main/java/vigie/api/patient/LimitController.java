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
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.alert.Rule;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.access.Caller;
import vigie.api.rule.JdbcRules;
import vigie.api.web.HttpCallers;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;
import vigie.patient.PatientLimit;

/** The treating physician's own numbers for one patient. */
@Controller("/patients/{id}/limits")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class LimitController {
  private final AccessGuard guard;
  private final HttpCallers callers;
  private final JdbcLimits limits;
  private final JdbcRules rules;
  private final Clock clock;

  /**
   * What changes; what is missing stays as the rule has it. {@code limit} and {@code clear} are in
   * the metric's canonical unit, {@code hold} and {@code clearHold} ISO 8601; {@code enabled} false
   * switches the rule off for this patient until {@code until}, which is needed then. {@code
   * reason} is needed.
   */
  @Serdeable
  public record LimitRequest(
      @Nullable Double limit,
      @Nullable Double clear,
      @Nullable String hold,
      @Nullable String clearHold,
      @Nullable Boolean enabled,
      @Nullable Instant until,
      String reason) {}

  /**
   * A limit in force; {@code until} is when a rule that it switched off is on again, which may be
   * over.
   */
  @Serdeable
  public record LimitResponse(
      String rule,
      boolean enabled,
      @Nullable Double limit,
      @Nullable Double clear,
      @Nullable String hold,
      @Nullable String clearHold,
      UUID author,
      Instant setAt,
      String reason,
      int version,
      @Nullable Instant until) {
    static LimitResponse of(PatientLimit limit) {
      return new LimitResponse(
          limit.ruleId(),
          limit.enabled(),
          limit.limit(),
          limit.clear(),
          text(limit.hold()),
          text(limit.clearHold()),
          limit.author(),
          limit.setAt(),
          limit.reason(),
          limit.version(),
          limit.until());
    }

    private static @Nullable String text(@Nullable Duration duration) {
      return duration == null ? null : duration.toString();
    }
  }

  /** Wired by the program. */
  public LimitController(
      AccessGuard guard, HttpCallers callers, JdbcLimits limits, JdbcRules rules, Clock clock) {
    this.guard = guard;
    this.callers = callers;
    this.limits = limits;
    this.rules = rules;
    this.clock = clock;
  }

  /** The limits in force. */
  @Get
  @Operation(summary = "The patient's own limits (patient, treating physician)")
  public List<LimitResponse> list(HttpRequest<?> request, UUID id) {
    guard.ask(callers.of(request), Action.READ_LIMITS, id);
    return limits.list(id).stream().map(LimitResponse::of).toList();
  }

  /** Sets a limit, in place of the one before; it holds from the next reading on. */
  @Put("/{ruleId}")
  @Operation(summary = "Set a limit for one rule (treating physician)")
  public LimitResponse put(
      HttpRequest<?> request, UUID id, String ruleId, @Body LimitRequest body) {
    Caller caller = callers.of(request);
    guard.ask(caller, Action.CHANGE_LIMITS, id);
    Rule rule =
        rules
            .find(ruleId)
            .orElseThrow(
                () -> new Refusal(ProblemCode.NOT_FOUND, "there is no rule '" + ruleId + "'"));
    PatientLimit wished = LimitRules.checked(rule, body, caller.actor().person(), clock.instant());
    return LimitResponse.of(limits.put(id, wished));
  }

  /** Removes a limit: the rule's own numbers hold again. */
  @Delete("/{ruleId}")
  @Status(HttpStatus.NO_CONTENT)
  @Operation(summary = "Remove the limit for one rule (treating physician)")
  public void delete(HttpRequest<?> request, UUID id, String ruleId) {
    Caller caller = callers.of(request);
    guard.ask(caller, Action.CHANGE_LIMITS, id);
    if (limits.remove(id, ruleId, caller.actor().person()).isEmpty()) {
      throw new Refusal(ProblemCode.NOT_FOUND, "no limit is set for this rule");
    }
  }
}
