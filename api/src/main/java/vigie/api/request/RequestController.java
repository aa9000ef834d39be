package vigie.api.request;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
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
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.access.Caller;
import vigie.api.access.Decision;
import vigie.api.event.ClinicalEvent;
import vigie.api.event.EventSight;
import vigie.api.event.JdbcEvents;
import vigie.api.store.StoreException;
import vigie.api.web.FieldText;
import vigie.api.web.HttpCallers;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;

/** What a patient asks for of their rights, and what became of it (C-77). */
@Controller("/patients/{id}/requests")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class RequestController {
  private final AccessGuard guard;
  private final HttpCallers callers;
  private final RequestDesk desk;
  private final JdbcRequests requests;
  private final RequestViews views;
  private final JdbcEvents events;

  /**
   * What is asked for, in the person's words.
   *
   * @param event the entry of the file that it is about; left out for none
   */
  @Serdeable
  public record FileRequest(
      RequestKind kind,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String text,
      @Nullable UUID event) {}

  /** Wired by the program. */
  RequestController(
      AccessGuard guard,
      HttpCallers callers,
      RequestDesk desk,
      JdbcRequests requests,
      RequestViews views,
      JdbcEvents events) {
    this.guard = guard;
    this.callers = callers;
    this.desk = desk;
    this.requests = requests;
    this.views = views;
    this.events = events;
  }

  /** Every request, newest first. */
  @Get
  @Operation(summary = "Requests about rights, their terms and answers (patient)")
  public List<RequestView> list(
      HttpRequest<?> request, UUID id, @QueryValue @Nullable String language) {
    guard.ask(callers.of(request), Action.READ_REQUESTS, id);
    return views.of(requests.ofPatient(id), language);
  }

  /** One request. */
  @Get("/{asked}")
  @Operation(summary = "A request, its term and its answer (patient)")
  public RequestView one(
      HttpRequest<?> request, UUID id, UUID asked, @QueryValue @Nullable String language) {
    guard.ask(callers.of(request), Action.READ_REQUESTS, id);
    return views.of(
        requests
            .find(asked)
            .filter(found -> found.patient().equals(id))
            .orElseThrow(RequestDesk::unknown),
        language);
  }

  /** Takes a request: what a program can answer is answered with it. */
  @Post
  @Operation(
      summary = "Ask for something of one's rights (patient)",
      description =
          "Asks for a recent proof. Access, portability and erasure are answered at once; what is"
              + " about an event of a professional's file is passed on to them; the rest is for the"
              + " data protection officer, within a month.")
  @ApiResponse(responseCode = "201", description = "The request as it stands")
  public HttpResponse<RequestView> file(
      HttpRequest<?> request,
      UUID id,
      @QueryValue @Nullable String language,
      @Body FileRequest asked) {
    Caller caller = callers.of(request);
    Decision decision = guard.ask(caller, Action.FILE_REQUEST, id);
    String text = FieldText.of("text", asked.text(), RequestViews.TEXT_LENGTH_MAX);
    UUID about = asked.event();
    ClinicalEvent event =
        about == null
            ? null
            : events
                .newest(id, about, EventSight.of(decision))
                .orElseThrow(() -> Refusal.invalid("event", "must be one of the file"));
    try {
      return HttpResponse.created(
          views.of(desk.file(id, asked.kind(), text, event, caller.actor().person()), language));
    } catch (StoreException e) {
      if (e.kind() == StoreException.Kind.DUPLICATE) {
        throw new Refusal(ProblemCode.CONFLICT, "such an objection is open already");
      }
      throw e;
    }
  }

  /** Takes back one that is open. */
  @Delete("/{asked}")
  @Status(HttpStatus.NO_CONTENT)
  @Operation(summary = "Take a request back (patient)")
  public void withdraw(HttpRequest<?> request, UUID id, UUID asked) {
    guard.ask(callers.of(request), Action.FILE_REQUEST, id);
    desk.withdraw(id, asked);
  }
}
