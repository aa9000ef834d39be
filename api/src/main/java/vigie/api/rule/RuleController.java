package vigie.api.rule;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vigie.alert.Rule;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.access.Caller;
import vigie.api.web.HttpCallers;

/** The rules for everybody: a change holds from the next reading on, without a restart. */
@Controller("/rules")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class RuleController {
  private final AccessGuard guard;
  private final HttpCallers callers;
  private final JdbcRules rules;
  private final Clock clock;
  private final ZoneId zone;

  /** A rule in force and who made it so. */
  @Serdeable
  public record RuleInForce(RuleBody rule, String author, Instant setAt, String reason) {}

  /** A rule in force with all its versions, the newest first. */
  @Serdeable
  public record RuleHistory(RuleBody rule, List<RuleVersion> versions) {}

  /** Until when a rule is to be off, at most 90 days ahead, and why. */
  @Serdeable
  public record OffRequest(Instant until, String reason) {}

  /** Why a rule is to be on again. */
  @Serdeable
  public record OnRequest(String reason) {}

  /** Wired by the program. */
  public RuleController(
      AccessGuard guard, HttpCallers callers, JdbcRules rules, Clock clock, ZoneId zone) {
    this.guard = guard;
    this.callers = callers;
    this.rules = rules;
    this.clock = clock;
    this.zone = zone;
  }

  /** All rules, those that are off among them. */
  @Get
  @Operation(summary = "The rules in force (physician, operator)")
  public List<RuleInForce> list(HttpRequest<?> request) {
    guard.ask(callers.of(request), Action.READ_RULES);
    return rules.inForce().stream().map(this::inForce).toList();
  }

  /** One rule and its history. */
  @Get("/{id}")
  @Operation(summary = "A rule with all its versions: author, date, reason, what changed")
  public RuleHistory get(HttpRequest<?> request, String id) {
    guard.ask(callers.of(request), Action.READ_RULES);
    List<Rule> versions = rules.versions(id);
    if (versions.isEmpty()) {
      throw RuleChange.unknown(id);
    }
    return new RuleHistory(
        RuleBody.of(versions.get(0), clock.instant()), RuleVersion.history(versions));
  }

  /**
   * A new version, whole; what is left out is not kept from the version before. A rule that nobody
   * knew begins. {@code reason} is needed; {@code version}, when sent, must be the one in force.
   */
  @Put("/{id}")
  @Operation(summary = "Change a rule for everybody, or make one (operator)")
  public RuleInForce put(
      HttpRequest<?> request,
      String id,
      @RequestBody(content = @Content(schema = @Schema(implementation = RuleBody.class))) @Body
          Map<String, Object> body) {
    UUID author = operator(request);
    return inForce(
        rules.change((known, now) -> RuleChange.next(id, body, known, author, now, zone)));
  }

  /** Nothing is judged by the rule until then; its open alerts end. It comes on again by itself. */
  @Post("/{id}/off")
  @Operation(summary = "Switch a rule off for everybody until a time (operator)")
  public RuleInForce off(HttpRequest<?> request, String id, @Body OffRequest body) {
    UUID author = operator(request);
    return inForce(
        rules.change(
            (known, now) -> RuleChange.off(id, body.until(), body.reason(), known, author, now)));
  }

  /** The rule judges again before its time. */
  @Post("/{id}/on")
  @Operation(summary = "Switch a rule on again before its time (operator)")
  public RuleInForce on(HttpRequest<?> request, String id, @Body OnRequest body) {
    UUID author = operator(request);
    return inForce(
        rules.change((known, now) -> RuleChange.on(id, body.reason(), known, author, now)));
  }

  private UUID operator(HttpRequest<?> request) {
    Caller caller = callers.of(request);
    guard.ask(caller, Action.CHANGE_RULES);
    return caller.actor().person();
  }

  private RuleInForce inForce(Rule rule) {
    return new RuleInForce(
        RuleBody.of(rule, clock.instant()), rule.author(), rule.setAt(), rule.reason());
  }
}
