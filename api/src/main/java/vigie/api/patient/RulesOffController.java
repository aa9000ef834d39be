package vigie.api.patient;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vigie.alert.Rule;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.rule.JdbcRules;
import vigie.api.web.HttpCallers;
import vigie.patient.PatientLimit;

/** What does not watch a patient at this time ({@code clinical.md} 5.1, rule off). */
@Controller("/patients/{id}/rules-off")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class RulesOffController {
  private final AccessGuard guard;
  private final HttpCallers callers;
  private final JdbcRules rules;
  private final JdbcLimits limits;
  private final Clock clock;

  /**
   * A rule that is off: for everybody, or for this patient by a limit of the treating physician;
   * {@code until} is null where no end was set, as older limits allow; {@code endless} says so.
   */
  @Serdeable
  public record RuleOff(
      String rule,
      boolean everybody,
      Instant since,
      @Nullable Instant until,
      boolean endless,
      String author,
      String reason) {
    static RuleOff of(Rule rule) {
      return new RuleOff(
          rule.id(), true, rule.setAt(), rule.offUntil(), false, rule.author(), rule.reason());
    }

    static RuleOff of(PatientLimit limit) {
      return new RuleOff(
          limit.ruleId(),
          false,
          limit.setAt(),
          limit.until(),
          limit.until() == null,
          limit.author().toString(),
          limit.reason());
    }
  }

  /** Wired by the program. */
  RulesOffController(
      AccessGuard guard, HttpCallers callers, JdbcRules rules, JdbcLimits limits, Clock clock) {
    this.guard = guard;
    this.callers = callers;
    this.rules = rules;
    this.limits = limits;
    this.clock = clock;
  }

  /** Those that are off, by their names. */
  @Get
  @Operation(summary = "Rules that are off for the patient (patient, treating physician)")
  public List<RuleOff> list(HttpRequest<?> request, UUID id) {
    guard.ask(callers.of(request), Action.READ_LIMITS, id);
    Instant now = clock.instant();
    return Stream.concat(
            rules.inForce().stream().filter(rule -> rule.offAt(now)).map(RuleOff::of),
            limits.list(id).stream().filter(limit -> limit.offAt(now)).map(RuleOff::of))
        .sorted(Comparator.comparing(RuleOff::rule))
        .toList();
  }
}
