package vigie.api.live;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.sse.Event;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import vigie.api.access.Access;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.access.Caller;
import vigie.api.access.Decision;
import vigie.api.web.HttpCallers;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;
import vigie.reading.PatientId;

/**
 * Alerts and readings as they happen, and messages as they go out, as server-sent events. A client
 * that comes back with {@code Last-Event-ID} is first sent the alerts and readings that it missed.
 */
@Controller
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
public class LiveController {
  private static final Logger LOG = LoggerFactory.getLogger(LiveController.class);
  private static final int REPLAYS_AT_ONCE_MAX = 8;
  private static final int REPLAYS_WAITING_MAX = 1_000;

  private final LiveHub hub;
  private final MessageStreams messages;
  private final KafkaLiveFeed feed;
  private final AccessGuard guard;
  private final HttpCallers callers;
  private final Scheduler replays =
      Schedulers.newBoundedElastic(
          REPLAYS_AT_ONCE_MAX, REPLAYS_WAITING_MAX, "live-replay", 60, true);

  /** Wired by the program. */
  public LiveController(
      LiveHub hub,
      MessageStreams messages,
      KafkaLiveFeed feed,
      AccessGuard guard,
      HttpCallers callers) {
    this.hub = hub;
    this.messages = messages;
    this.feed = feed;
    this.guard = guard;
    this.callers = callers;
  }

  /** Alerts and readings of one patient. */
  @Get(uri = "/patients/{id}/live", produces = MediaType.TEXT_EVENT_STREAM)
  @Operation(summary = "Alerts and readings of one patient as they happen")
  public Publisher<Event<String>> patient(@PathVariable UUID id, HttpRequest<?> request) {
    Caller caller = callers.of(request);
    Decision decision = guard.decide(caller, Action.WATCH_PATIENT, id);
    guard.note(caller, Action.WATCH_PATIENT, id, decision);
    return open(caller, new PatientId(id), request);
  }

  /** Alerts of every patient whom the physician may see. */
  @Get(uri = "/alerts/live", produces = MediaType.TEXT_EVENT_STREAM)
  @Operation(summary = "Alerts of the physician's patients as they happen")
  public Publisher<Event<String>> alerts(HttpRequest<?> request) {
    Caller caller = callers.of(request);
    Decision decision = Access.decide(caller.actor(), caller.purpose(), Action.WATCH_WORKLIST);
    guard.note(caller, Action.WATCH_WORKLIST, null, decision);
    return open(caller, null, request);
  }

  /** Messages to the caller. */
  @Get(uri = "/people/{id}/messages/live", produces = MediaType.TEXT_EVENT_STREAM)
  @Operation(summary = "One's own messages as they go out (the person)")
  public Publisher<Event<String>> messages(@PathVariable UUID id, HttpRequest<?> request) {
    Caller caller = callers.of(request);
    Decision decision = Access.decide(caller.actor(), Action.WATCH_MESSAGES, id);
    guard.note(caller, Action.WATCH_MESSAGES, id, decision);
    if (!messages.ready()) {
      throw new Refusal(ProblemCode.UNAVAILABLE, "messages are not read from Kafka yet");
    }
    Instant expires = expiry(request);
    return Flux.defer(() -> ownMessages(caller, expires)).map(LiveController::event);
  }

  private Flux<Frame> ownMessages(Caller caller, Instant expires) {
    ReactorFrames queue = new ReactorFrames();
    MessageStream stream =
        messages.join(caller.actor().person(), caller.proof().session(), expires, queue);
    if (stream == null) {
      return tooMany();
    }
    return Flux.concat(Flux.just(Frame.HEARTBEAT), queue.frames())
        .doFinally(end -> messages.leave(stream));
  }

  private static Flux<Frame> tooMany() {
    return Flux.error(
        new Refusal(
            ProblemCode.TOO_MANY_REQUESTS,
            "at most " + LiveHub.STREAMS_PER_PERSON_MAX + " streams may be open per person"));
  }

  private Publisher<Event<String>> open(
      Caller caller, @Nullable PatientId patient, HttpRequest<?> request) {
    if (!hub.ready()) {
      throw new Refusal(ProblemCode.UNAVAILABLE, "the live feed has not caught up with Kafka yet");
    }
    String lastId = request.getHeaders().get("Last-Event-ID");
    Instant expires = expiry(request);
    return Flux.defer(() -> stream(caller, patient, expires, lastId)).map(LiveController::event);
  }

  private Flux<Frame> stream(
      Caller caller, @Nullable PatientId patient, Instant expires, @Nullable String lastId) {
    ReactorFrames queue = new ReactorFrames();
    LiveHub.Joined joined =
        hub.join(
            caller.actor().person(),
            caller.proof().session(),
            patient,
            expires,
            whose -> guard.decide(caller, Action.WATCH_PATIENT, whose.value()),
            queue);
    if (joined == null) {
      return tooMany();
    }
    // The first sign of life sends the headers: from here on nothing is missed.
    Flux<Frame> degraded = Mono.justOrEmpty(hub.monitoring()).flux();
    return Flux.concat(Flux.just(Frame.HEARTBEAT), degraded, missed(joined, lastId), queue.frames())
        .doFinally(end -> hub.leave(joined.watcher()));
  }

  private Flux<Frame> missed(LiveHub.Joined joined, @Nullable String lastId) {
    if (lastId == null || lastId.isBlank()) {
      return Flux.empty();
    }
    Optional<Cursor> from = Cursor.parse(lastId.strip());
    if (from.isEmpty()) {
      String id = joined.watcher().id(joined.start());
      return Flux.just(Frame.gap(id, Feed.ALERT, "unknown-cursor"));
    }
    return Flux.using(
            () -> feed.replay(joined, from.get()),
            replay -> Flux.fromIterable(() -> replay),
            KafkaReplay::close)
        .subscribeOn(replays)
        .onErrorResume(
            failure -> {
              LOG.warn("replay failed: {}", failure.toString());
              joined.watcher().end(Ending.REPLAY_FAILED);
              return Mono.empty();
            });
  }

  private static Event<String> event(Frame frame) {
    Event<String> event = Event.of(frame.data());
    if (frame.name().isEmpty()) {
      return event.comment("still here");
    }
    event.name(frame.name());
    return frame.id().isEmpty() ? event : event.id(frame.id());
  }

  // Micronaut hands out the token's claims as Nimbus made them.
  @SuppressWarnings("JavaUtilDate")
  private static Instant expiry(HttpRequest<?> request) {
    Object claim =
        request
            .getUserPrincipal(Authentication.class)
            .map(principal -> principal.getAttributes().get("exp"))
            .orElse(null);
    if (claim instanceof Date date) {
      return date.toInstant();
    }
    if (claim instanceof Number seconds) {
      return Instant.ofEpochSecond(seconds.longValue());
    }
    throw new Refusal(ProblemCode.BAD_TOKEN, "the token says nothing of its end");
  }
}
