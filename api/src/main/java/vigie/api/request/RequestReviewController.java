package vigie.api.request;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
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
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.access.Caller;
import vigie.api.web.FieldText;
import vigie.api.web.HttpCallers;

/** The data protection officer's side of the desk. */
@Controller("/requests")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class RequestReviewController {
  private static final int REQUESTS_MAX = 1_000;

  private final AccessGuard guard;
  private final HttpCallers callers;
  private final RequestDesk desk;
  private final JdbcRequests requests;
  private final RequestViews views;
  private final Clock clock;

  /** Whether the person is given what they asked for, and the grounds that they read. */
  @Serdeable
  public record AnswerRequest(boolean granted, @Nullable String grounds) {}

  /** Why two months more are needed; the person reads it. */
  @Serdeable
  public record ExtensionRequest(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String reason) {}

  /**
   * An open request without what it says.
   *
   * @param passedTo the professional who answers; null for none
   */
  @Serdeable
  public record RequestCase(
      UUID id,
      UUID patient,
      RequestKind kind,
      Instant filedAt,
      Instant term,
      RequestTerm.State clock,
      boolean extended,
      @Nullable UUID passedTo) {}

  /** Wired by the program. */
  RequestReviewController(
      AccessGuard guard,
      HttpCallers callers,
      RequestDesk desk,
      JdbcRequests requests,
      RequestViews views,
      Clock clock) {
    this.guard = guard;
    this.callers = callers;
    this.desk = desk;
    this.requests = requests;
    this.views = views;
    this.clock = clock;
  }

  /** Those that are open, the one whose term comes first at the head. */
  @Get
  @Operation(summary = "Open requests about rights by their terms, without their texts (DPO)")
  public List<RequestCase> list(HttpRequest<?> request) {
    guard.ask(callers.of(request), Action.REVIEW_REQUESTS);
    Instant now = clock.instant();
    return requests.open(REQUESTS_MAX).stream()
        .map(
            one ->
                new RequestCase(
                    one.id(),
                    one.patient(),
                    one.kind(),
                    one.filedAt(),
                    one.term(),
                    RequestTerm.state(one.term(), now),
                    one.extension() != null,
                    one.passing() == null ? null : one.passing().to()))
        .toList();
  }

  /** One with what the person wrote to the data protection officer. */
  @Get("/{asked}")
  @Operation(summary = "A request about rights (DPO)")
  public RequestView one(
      HttpRequest<?> request, UUID asked, @QueryValue @Nullable String language) {
    guard.ask(callers.of(request), Action.REVIEW_REQUESTS);
    return views.of(requests.find(asked).orElseThrow(RequestDesk::unknown), language);
  }

  /** Answers one that is open; the person is told. */
  @Put("/{asked}/answer")
  @Operation(summary = "Answer a request, with grounds (DPO)")
  public RequestView answer(
      HttpRequest<?> request,
      UUID asked,
      @QueryValue @Nullable String language,
      @Body AnswerRequest answer) {
    Caller caller = callers.of(request);
    guard.ask(caller, Action.ANSWER_REQUEST);
    String grounds = FieldText.of("grounds", answer.grounds(), RequestViews.TEXT_LENGTH_MAX);
    return views.of(
        desk.answer(asked, answer.granted(), grounds, caller.actor().person(), any -> true),
        language);
  }

  /** Gives two months more, once and before the term; the person is told. */
  @Put("/{asked}/extension")
  @Operation(summary = "Extend a request's term by two months, once, with a reason (DPO)")
  public RequestView extend(
      HttpRequest<?> request,
      UUID asked,
      @QueryValue @Nullable String language,
      @Body ExtensionRequest extension) {
    Caller caller = callers.of(request);
    guard.ask(caller, Action.ANSWER_REQUEST);
    String reason = FieldText.of("reason", extension.reason(), RequestViews.TEXT_LENGTH_MAX);
    return views.of(desk.extend(asked, reason, caller.actor().person()), language);
  }
}
