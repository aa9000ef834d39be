package vigie.api.share;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.access.AccessDirectory;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.access.Actor;
import vigie.api.access.Caller;
import vigie.api.access.Decision;
import vigie.api.access.Matrix;
import vigie.api.access.PatientRights;
import vigie.api.access.Profession;
import vigie.api.access.Reason;
import vigie.api.event.EventSight;
import vigie.api.event.EventView;
import vigie.api.event.JdbcEvents;
import vigie.api.web.HttpCallers;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;

/** Chosen events, sent to one professional until a time (C-50). */
@Controller("/patients/{id}/shares")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class ShareController {
  private static final int EVENTS_MAX = 50;
  private static final Duration LONGEST = Duration.ofDays(92);

  private final AccessGuard guard;
  private final HttpCallers callers;
  private final AccessDirectory directory;
  private final Matrix matrix;
  private final JdbcShares shares;
  private final JdbcEvents events;
  private final Clock clock;

  /** Which events, to which professional, until when: at most 92 days. */
  @Serdeable
  public record ShareRequest(UUID recipient, List<UUID> events, Instant until) {}

  /** A share, and whether it is open now. */
  @Serdeable
  public record ShareResponse(
      UUID id,
      UUID recipient,
      List<UUID> events,
      Instant since,
      Instant until,
      @Nullable Instant ended,
      boolean open,
      UUID by) {
    static ShareResponse of(Share share, Instant now) {
      return new ShareResponse(
          share.id(),
          share.recipient(),
          share.events(),
          share.since(),
          share.until(),
          share.ended(),
          share.openAt(now),
          share.by());
    }
  }

  /** Wired by the program. */
  public ShareController(
      AccessGuard guard,
      HttpCallers callers,
      AccessDirectory directory,
      Matrix matrix,
      JdbcShares shares,
      JdbcEvents events,
      Clock clock) {
    this.guard = guard;
    this.callers = callers;
    this.directory = directory;
    this.matrix = matrix;
    this.shares = shares;
    this.events = events;
    this.clock = clock;
  }

  /** Every share, newest first; those that are over stay as history. */
  @Get
  @Operation(summary = "Which events were sent to whom (patient)")
  public List<ShareResponse> list(HttpRequest<?> request, UUID id) {
    guard.ask(callers.of(request), Action.READ_SHARES, id);
    Instant now = clock.instant();
    return shares.list(id).stream().map(share -> ShareResponse.of(share, now)).toList();
  }

  /** Sends events. */
  @Post
  @Operation(
      summary = "Send chosen events to one professional until a time (patient)",
      description = "The recipient sees these and nothing else, as far as their profession may.")
  @ApiResponse(responseCode = "201", description = "The share")
  public HttpResponse<ShareResponse> send(
      HttpRequest<?> request, UUID id, @Body ShareRequest asked) {
    Caller caller = callers.of(request);
    Decision decision = guard.ask(caller, Action.CHANGE_SHARES, id);
    Instant now = clock.instant();
    if (!asked.until().isAfter(now) || asked.until().isAfter(now.plus(LONGEST))) {
      throw Refusal.invalid("until", "must be in the next " + LONGEST.toDays() + " days");
    }
    checkRecipient(asked.recipient());
    List<UUID> chosen = asked.events();
    if (chosen.isEmpty()
        || chosen.size() > EVENTS_MAX
        || new HashSet<>(chosen).size() != chosen.size()) {
      throw Refusal.invalid("events", "must be 1 to " + EVENTS_MAX + ", each once");
    }
    EventSight sight = EventSight.of(decision);
    for (UUID event : chosen) {
      if (events.newest(id, event, sight).isEmpty()) {
        throw Refusal.invalid("events", "must be events of the patient");
      }
    }
    Share share = shares.add(id, asked.recipient(), chosen, asked.until(), caller.actor().person());
    return HttpResponse.created(ShareResponse.of(share, now));
  }

  /** Ends a share; holds from the next request. */
  @Delete("/{share}")
  @Status(HttpStatus.NO_CONTENT)
  @Operation(summary = "End a share (patient)")
  public void delete(HttpRequest<?> request, UUID id, UUID share) {
    guard.ask(callers.of(request), Action.CHANGE_SHARES, id);
    if (!shares.end(id, share)) {
      throw new Refusal(ProblemCode.NOT_FOUND, "there is no such share that is open");
    }
  }

  /** What was sent, as it stands now. */
  @Get("/{share}/events")
  @Operation(summary = "The events that a patient sent (the professional to whom)")
  public List<EventView> read(HttpRequest<?> request, UUID id, UUID share) {
    Caller caller = callers.of(request);
    Share sent =
        guard.decide(caller, Action.READ_SHARED, id).allowed()
            ? shares.find(id, share).orElse(null)
            : null;
    Decision decision =
        guard.ask(
            caller,
            Action.READ_SHARED,
            id,
            found ->
                Share.open(
                    found,
                    sent,
                    caller.actor(),
                    matrix,
                    directory.patient(id).map(PatientRights::masks).orElse(List.of()),
                    clock.instant()));
    EventSight sight = EventSight.of(decision).withArchive();
    return (sent == null ? List.<UUID>of() : sent.events())
        .stream()
            .flatMap(event -> events.newest(id, event, sight).stream())
            .map(EventView::of)
            .toList();
  }

  private void checkRecipient(UUID recipient) {
    Actor actor = directory.actor(recipient).orElse(null);
    if (actor == null || actor.profession() == null || actor.profession() == Profession.OTHER) {
      throw Refusal.invalid("recipient", "must be the id of a health professional");
    }
    if (actor.barred()) {
      throw Refusal.invalid("recipient", "is refused: " + Reason.NEVER_GRANTED.words());
    }
  }
}
