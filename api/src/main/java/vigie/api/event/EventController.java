package vigie.api.event;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.access.AccessDirectory;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.access.Caller;
import vigie.api.access.ContentKind;
import vigie.api.access.Decision;
import vigie.api.access.PatientRights;
import vigie.api.access.Reason;
import vigie.api.web.HttpCallers;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;
import vigie.reading.Category;

/** Examinations, treatments, prescriptions, reports, stays, appointments: entered and shown. */
@Controller("/patients/{id}/events")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class EventController {
  private static final int PAGE_DEFAULT = 100;
  private static final int PAGE_MAX = 500;

  private final AccessGuard guard;
  private final HttpCallers callers;
  private final AccessDirectory directory;
  private final JdbcEvents events;

  /**
   * Events, newest first by effective time.
   *
   * @param next what to send as {@code cursor} for those before; null at the end
   * @param archived whether there are others, in archived files, which are shown for a stated
   *     reason only: the header {@code Archive-Justification}
   */
  @Serdeable
  public record EventPage(List<EventView> events, @Nullable String next, boolean archived) {}

  /**
   * An event with its history.
   *
   * @param event as it stands
   * @param earlier its earlier versions, oldest first
   */
  @Serdeable
  public record EventFile(EventView event, List<EventView> earlier) {}

  /** Wired by the program. */
  public EventController(
      AccessGuard guard, HttpCallers callers, AccessDirectory directory, JdbcEvents events) {
    this.guard = guard;
    this.callers = callers;
    this.directory = directory;
    this.events = events;
  }

  /** The events that the caller may see, as they stand. */
  @Get
  @Operation(summary = "A patient's events, newest first")
  public EventPage list(
      HttpRequest<?> request,
      UUID id,
      @QueryValue @Nullable String kind,
      @QueryValue @Nullable String cursor,
      @QueryValue @Nullable Integer limit) {
    Caller caller = callers.of(request);
    EventSight sight = sight(request, caller, id, guard.ask(caller, Action.READ_EVENTS, id));
    if (kind != null && EventKinds.standard().find(kind).isEmpty()) {
      throw Refusal.invalid("kind", "must be one of the kinds of events");
    }
    int most = limit == null ? PAGE_DEFAULT : limit;
    if (most < 1 || most > PAGE_MAX) {
      throw Refusal.invalid("limit", "must be 1 to " + PAGE_MAX);
    }
    List<ClinicalEvent> found =
        events.list(id, sight, kind, cursor == null ? null : EventCursor.parse(cursor), most + 1);
    boolean more = found.size() > most;
    List<ClinicalEvent> page = more ? found.subList(0, most) : found;
    return new EventPage(
        page.stream().map(EventView::of).toList(),
        more ? EventCursor.after(page.get(page.size() - 1)) : null,
        !sight.archive() && events.anyArchived(id, sight));
  }

  /**
   * What the caller is shown, with archived files where the request states why: that stands in the
   * audit by itself.
   */
  private EventSight sight(HttpRequest<?> request, Caller caller, UUID patient, Decision decision) {
    EventSight sight = EventSight.of(decision);
    ArchiveGround ground =
        ArchiveGround.of(request.getHeaders().get(ArchiveGround.HEADER)).orElse(null);
    if (ground == null || sight.archive()) {
      return sight;
    }
    guard.ask(caller, Action.READ_ARCHIVE, patient, found -> found.because(ground.reason()));
    return sight.withArchive();
  }

  /** One event with its history. What is masked is answered like what never was. */
  @Get("/{event}")
  @Operation(summary = "An event with its earlier versions")
  public EventFile one(HttpRequest<?> request, UUID id, UUID event) {
    Caller caller = callers.of(request);
    EventSight sight = sight(request, caller, id, guard.ask(caller, Action.READ_EVENT, id));
    ClinicalEvent newest = events.newest(id, event, sight).orElse(null);
    if (newest == null && events.newest(id, event, sight.withArchive()).isPresent()) {
      guard.ask(
          caller, Action.READ_ARCHIVE, id, found -> Decision.refuse(Reason.ARCHIVE_NOT_JUSTIFIED));
    }
    if (newest == null) {
      throw unknown();
    }
    return new EventFile(
        EventView.of(newest),
        events.versions(id, event).stream()
            .filter(version -> version.version() < newest.version())
            .map(EventView::of)
            .toList());
  }

  /** Enters an event under an id that the caller makes up: sent again, it is no second one. */
  @Put("/{event}")
  @Operation(
      summary = "Enter an event (patient, representative, or with the right to feed its category)")
  @ApiResponse(responseCode = "201", description = "As entered; 200 when it stood there already")
  public HttpResponse<EventView> enter(
      HttpRequest<?> request, UUID id, UUID event, @Body EventRequest asked) {
    Caller caller = callers.of(request);
    Decision decision =
        guard.ask(
            caller,
            Action.ENTER_EVENT,
            id,
            found ->
                Optional.ofNullable(asked.kind())
                    .flatMap(EventKinds.standard()::find)
                    .map(kind -> found.feeding(kind.content()))
                    .orElse(found));
    if (asked.amends() != null) {
      throw Refusal.invalid("amends", "is for an amendment");
    }
    EventContent content = content(asked);
    checkConsent(id, content.kind().content());
    JdbcEvents.Kept kept =
        events.enter(id, event, content, Provenance.of(caller.actor(), decision));
    EventView view = EventView.of(kept.event());
    return kept.fresh() ? HttpResponse.created(view) : HttpResponse.ok(view);
  }

  /** Amends an event; what stood before is kept as history. */
  @Post("/{event}/amendments")
  @Operation(summary = "Amend an event (its author, or the patient's side for what it entered)")
  @ApiResponse(responseCode = "201", description = "As it stands; 200 when it stood so already")
  public HttpResponse<EventView> amend(
      HttpRequest<?> request, UUID id, UUID event, @Body EventRequest asked) {
    Caller caller = callers.of(request);
    List<ClinicalEvent> versions =
        guard.decide(caller, Action.AMEND_EVENT, id).allowed()
            ? events.versions(id, event)
            : List.of();
    Decision decision =
        guard.ask(
            caller,
            Action.AMEND_EVENT,
            id,
            found ->
                versions.isEmpty()
                    ? found.unknownEvent()
                    : EventRights.amend(found, caller.actor(), versions.get(0)));
    if (asked.amends() == null) {
      throw Refusal.invalid("amends", "must be the version that this amends");
    }
    EventContent content = content(asked);
    checkConsent(id, content.kind().content());
    JdbcEvents.Kept kept =
        events.amend(id, event, asked.amends(), content, Provenance.of(caller.actor(), decision));
    EventView view = EventView.of(kept.event());
    return kept.fresh() ? HttpResponse.created(view) : HttpResponse.ok(view);
  }

  private static EventContent content(EventRequest asked) {
    try {
      return asked.content();
    } catch (IllegalArgumentException e) {
      throw new Refusal(ProblemCode.INVALID, String.valueOf(e.getMessage()));
    }
  }

  /** What is of a category of readings is taken in with the patient's consent only (C-34). */
  private void checkConsent(UUID patient, ContentKind content) {
    if (content.isReading()
        && !directory
            .patient(patient)
            .map(PatientRights::consents)
            .filter(consents -> consents.contains(Category.valueOf(content.name())))
            .isPresent()) {
      throw new Refusal(
          ProblemCode.CONFLICT, "the patient has not consented that " + content + " is taken in");
    }
  }

  private static Refusal unknown() {
    return new Refusal(ProblemCode.NOT_FOUND, "there is no such event that the caller may see");
  }
}
