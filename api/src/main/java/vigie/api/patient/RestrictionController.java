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
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vigie.alert.Rule;
import vigie.alert.Severity;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.access.Caller;
import vigie.api.rule.JdbcRules;
import vigie.api.web.FieldText;
import vigie.api.web.HttpCallers;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;

/**
 * What a patient has frozen, such as while its accuracy is in doubt: kept, passed over by every
 * rule, shown to the patient alone, until it is lifted (C-69).
 */
@Controller("/patients/{id}/restrictions")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class RestrictionController {
  private static final int REASON_LENGTH_MAX = 500;

  private final AccessGuard guard;
  private final HttpCallers callers;
  private final JdbcRestrictions restrictions;
  private final JdbcRules rules;

  /**
   * Why; and, {@code understood}, that the patient understood which safety rules are off by it,
   * asked for where there are some.
   */
  @Serdeable
  public record RestrictionRequest(String reason, @Nullable Boolean understood) {}

  /** A restriction, who set it, and the rules that may page and are off by it. */
  @Serdeable
  public record RestrictionResponse(
      String metric, String reason, Instant since, UUID by, List<String> safetyRulesOff) {}

  /** Wired by the program. */
  public RestrictionController(
      AccessGuard guard, HttpCallers callers, JdbcRestrictions restrictions, JdbcRules rules) {
    this.guard = guard;
    this.callers = callers;
    this.restrictions = restrictions;
    this.rules = rules;
  }

  /** The restrictions in force. */
  @Get
  @Operation(summary = "What is kept and not used (patient)")
  public List<RestrictionResponse> list(HttpRequest<?> request, UUID id) {
    guard.ask(callers.of(request), Action.READ_RESTRICTIONS, id);
    return restrictions.list(id).stream().map(this::response).toList();
  }

  /** Freezes a metric; holds from the next request, the next frame and the next reading. */
  @Put("/{metric}")
  @Operation(
      summary = "Keep a metric without using it (patient)",
      description =
          "Rules pass it over and nobody but the patient sees it. Where rules that may page are off"
              + " by it, the first answer is 409 and names them; with understood it is done.")
  public RestrictionResponse put(
      HttpRequest<?> request, UUID id, String metric, @Body RestrictionRequest asked) {
    Caller caller = callers.of(request);
    guard.ask(caller, Action.CHANGE_RESTRICTIONS, id);
    Metric frozen = MetricCatalogue.standard().find(metric).orElse(null);
    if (frozen == null || !frozen.measured()) {
      throw Refusal.invalid("metric", "must be one that is measured and in the catalogue");
    }
    String reason = FieldText.of("reason", asked.reason(), REASON_LENGTH_MAX);
    List<String> off = safetyRules(metric);
    if (!off.isEmpty() && !Boolean.TRUE.equals(asked.understood())) {
      throw new Refusal(
          ProblemCode.CONFLICT,
          "no alarm will be raised any more by "
              + String.join(", ", off)
              + "; send \"understood\": true to have it so");
    }
    return response(restrictions.put(id, metric, reason, caller.actor().person()));
  }

  /** Uses it again, from the next reading on. */
  @Delete("/{metric}")
  @Status(HttpStatus.NO_CONTENT)
  @Operation(summary = "Use a metric again (patient)")
  public void delete(HttpRequest<?> request, UUID id, String metric) {
    Caller caller = callers.of(request);
    guard.ask(caller, Action.CHANGE_RESTRICTIONS, id);
    if (!restrictions.end(id, metric, caller.actor().person())) {
      throw new Refusal(ProblemCode.NOT_FOUND, "this metric is not restricted");
    }
  }

  private RestrictionResponse response(JdbcRestrictions.Row row) {
    return new RestrictionResponse(
        row.metric(), row.reason(), row.since(), row.by(), safetyRules(row.metric()));
  }

  /** Rules that may page and judge this metric, or what is made of it. */
  private List<String> safetyRules(String metric) {
    return rules.inForce().stream()
        .filter(rule -> rule.severity() == Severity.CRITICAL || rule.severity() == Severity.HIGH)
        .filter(rule -> judged(rule).anyMatch(metric::equals))
        .map(Rule::id)
        .sorted()
        .toList();
  }

  private static Stream<String> judged(Rule rule) {
    Metric judged = rule.missed().orElseGet(() -> MetricCatalogue.standard().metric(rule.metric()));
    return Stream.concat(Stream.of(judged.id()), judged.derivedFrom().stream());
  }
}
