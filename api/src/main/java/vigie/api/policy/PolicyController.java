package vigie.api.policy;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.access.Caller;
import vigie.api.web.HttpCallers;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;
import vigie.reading.Category;

/** New versions of the policy, and the proof that patients were told (C-89). */
@Controller("/policies")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class PolicyController {
  private static final int NOTICES_MAX = 10_000;

  private final AccessGuard guard;
  private final HttpCallers callers;
  private final JdbcPolicies policies;
  private final Clock clock;

  /** A version to publish; {@code newConsent} names the categories whose purpose changes. */
  @Serdeable
  public record PolicyRequest(
      String version,
      Instant effective,
      String french,
      String english,
      @Nullable Set<Category> newConsent) {}

  /** A version as it stands. */
  @Serdeable
  public record PolicyView(
      String version,
      Instant effective,
      Instant publishedAt,
      String french,
      String english,
      List<Category> newConsent) {
    static PolicyView of(Policy policy) {
      return new PolicyView(
          policy.version(),
          policy.effective(),
          policy.publishedAt(),
          policy.french(),
          policy.english(),
          policy.newConsent().stream().sorted().toList());
    }
  }

  /** Whether one patient was told; {@code toldAt} is null for one whom no channel reached. */
  @Serdeable
  public record NoticeView(UUID patient, Instant triedAt, @Nullable Instant toldAt, String how) {}

  /** Wired by the program. */
  public PolicyController(
      AccessGuard guard, HttpCallers callers, JdbcPolicies policies, Clock clock) {
    this.guard = guard;
    this.callers = callers;
    this.policies = policies;
    this.clock = clock;
  }

  /** Every version, the oldest first. */
  @Get
  @Operation(summary = "The policy's versions (data protection officer, operator)")
  public List<PolicyView> list(HttpRequest<?> request) {
    guard.ask(callers.of(request), Action.READ_POLICIES);
    return policies.all().stream().map(PolicyView::of).toList();
  }

  /** Publishes a version; every patient is told before it holds. */
  @Post
  @Operation(summary = "Publish a version of the policy (data protection officer)")
  @ApiResponse(responseCode = "201", description = "It is published")
  public HttpResponse<PolicyView> publish(HttpRequest<?> request, @Body PolicyRequest asked) {
    Caller caller = callers.of(request);
    guard.ask(caller, Action.PUBLISH_POLICY);
    Policy next =
        new Policy(
            asked.version(),
            asked.effective(),
            clock.instant(),
            asked.french(),
            asked.english(),
            asked.newConsent() == null ? Set.of() : asked.newConsent());
    String fault = Policies.fault(policies.all(), next);
    if (fault != null) {
      throw new Refusal(ProblemCode.INVALID, fault);
    }
    policies.publish(next, caller.actor().person());
    return HttpResponse.created(PolicyView.of(next));
  }

  /** Who was told of a version and who was not, these first. */
  @Get("/{version}/notices")
  @Operation(summary = "Which patients were told of a version, by ids (data protection officer)")
  public List<NoticeView> notices(HttpRequest<?> request, String version) {
    guard.ask(callers.of(request), Action.READ_POLICY_NOTICES);
    return policies.notices(version, NOTICES_MAX).stream()
        .map(
            notice ->
                new NoticeView(notice.patient(), notice.triedAt(), notice.toldAt(), notice.how()))
        .toList();
  }
}
