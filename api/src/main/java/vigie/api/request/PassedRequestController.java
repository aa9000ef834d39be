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
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.access.Caller;
import vigie.api.web.FieldText;
import vigie.api.web.HttpCallers;

/** A professional answers what patients ask about entries of the professional's own file (C-78). */
@Controller("/people/{id}/requests")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class PassedRequestController {
  private static final int REQUESTS_MAX = 1_000;

  private final AccessGuard guard;
  private final HttpCallers callers;
  private final RequestDesk desk;
  private final JdbcRequests requests;
  private final RequestViews views;

  /** A request and whose it is. */
  @Serdeable
  public record PassedRequest(UUID patient, RequestView request) {}

  /** Wired by the program. */
  PassedRequestController(
      AccessGuard guard,
      HttpCallers callers,
      RequestDesk desk,
      JdbcRequests requests,
      RequestViews views) {
    this.guard = guard;
    this.callers = callers;
    this.desk = desk;
    this.requests = requests;
    this.views = views;
  }

  /** Those that were passed on to this professional, the open ones first. */
  @Get
  @Operation(summary = "Requests of patients that were passed on to one (the professional)")
  public List<PassedRequest> list(
      HttpRequest<?> request, UUID id, @QueryValue @Nullable String language) {
    guard.askAccount(callers.of(request), Action.READ_PASSED_REQUESTS, id);
    return requests.passedTo(id, REQUESTS_MAX).stream()
        .map(one -> new PassedRequest(one.patient(), views.of(one, language)))
        .toList();
  }

  /** Answers one that is open; the patient is told. */
  @Put("/{asked}/answer")
  @Operation(summary = "Answer a request that was passed on to one (the professional)")
  public RequestView answer(
      HttpRequest<?> request,
      UUID id,
      UUID asked,
      @QueryValue @Nullable String language,
      @Body RequestReviewController.AnswerRequest answer) {
    Caller caller = callers.of(request);
    guard.askAccount(caller, Action.ANSWER_PASSED_REQUEST, id);
    String grounds = FieldText.of("grounds", answer.grounds(), RequestViews.TEXT_LENGTH_MAX);
    return views.of(
        desk.answer(
            asked,
            answer.granted(),
            grounds,
            id,
            open -> open.passing() != null && open.passing().to().equals(id)),
        language);
  }
}
