package vigie.api.breach;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
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
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.ApiConfig;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.access.Caller;
import vigie.api.web.FieldText;
import vigie.api.web.HttpCallers;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;

/** Breaches of data: their record, their clock, whom they affected, and what is written (C-91). */
@Controller("/breaches")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class BreachController {
  private static final int TEXT_LENGTH_MAX = 2_000;

  private final AccessGuard guard;
  private final HttpCallers callers;
  private final JdbcBreaches breaches;
  private final BreachAlarm alarm;
  private final ApiConfig config;
  private final Clock clock;

  /** What became known and when; {@code knownAt} is now unless said. No health data in the text. */
  @Serdeable
  public record BreachRequest(
      String what,
      Instant begins,
      Instant ends,
      @Nullable Instant knownAt,
      @Nullable UUID account,
      @Nullable String route) {}

  /** A breach and its clock; {@code toldAt} is null while the authority was not told. */
  @Serdeable
  public record BreachView(
      UUID id,
      String what,
      Instant knownAt,
      Instant begins,
      Instant ends,
      @Nullable UUID account,
      @Nullable String route,
      Instant deadline,
      BreachClock.State state,
      @Nullable Instant toldAt,
      @Nullable String reference) {}

  /** One affected person, by id. */
  @Serdeable
  public record AffectedView(UUID patient, long times, Instant first, Instant last) {}

  /** Drafts; what only people know stands in square brackets. */
  @Serdeable
  public record LettersView(String authority, String person) {}

  /** When the authority was told, and its reference. */
  @Serdeable
  public record NotificationRequest(Instant toldAt, String reference) {}

  /** Wired by the program. */
  BreachController(
      AccessGuard guard,
      HttpCallers callers,
      JdbcBreaches breaches,
      BreachAlarm alarm,
      ApiConfig config,
      Clock clock) {
    this.guard = guard;
    this.callers = callers;
    this.breaches = breaches;
    this.alarm = alarm;
    this.config = config;
    this.clock = clock;
  }

  /** Notes a breach, and tells operators and officers at once. */
  @Post
  @Operation(summary = "Note a breach of data (data protection officer, operator)")
  @ApiResponse(responseCode = "201", description = "Noted; its 72 hours run")
  public HttpResponse<BreachView> add(HttpRequest<?> request, @Body BreachRequest asked) {
    Caller caller = callers.of(request);
    guard.ask(caller, Action.NOTE_BREACH);
    Instant now = clock.instant();
    Instant known = asked.knownAt() == null ? now : asked.knownAt();
    if (known.isAfter(now)) {
      throw Refusal.invalid("knownAt", "must not be in the future");
    }
    if (!asked.begins().isBefore(asked.ends())) {
      throw Refusal.invalid("ends", "must be after begins");
    }
    Breach breach =
        new Breach(
            UUID.randomUUID(),
            known,
            asked.begins(),
            asked.ends(),
            asked.account(),
            asked.route(),
            FieldText.of("what", asked.what(), TEXT_LENGTH_MAX),
            null,
            null);
    breaches.add(breach, caller.actor().person(), now);
    alarm.tell(breach, now);
    return HttpResponse.created(view(breach));
  }

  /** Every breach, the newest first. */
  @Get
  @Operation(summary = "Breaches of data and their clocks (data protection officer, operator)")
  public List<BreachView> list(HttpRequest<?> request) {
    guard.ask(callers.of(request), Action.READ_BREACHES);
    return breaches.all().stream().map(this::view).toList();
  }

  /** Whom the audit says it affected. */
  @Get("/{id}/affected")
  @Operation(summary = "Who was affected by a breach, by ids (data protection officer)")
  public List<AffectedView> affected(HttpRequest<?> request, UUID id) {
    guard.ask(callers.of(request), Action.READ_AFFECTED);
    return breaches.affected(found(id)).stream()
        .map(one -> new AffectedView(one.patient(), one.times(), one.first(), one.last()))
        .toList();
  }

  /** Drafts of the letters to the authority and to the people; in French unless said. */
  @Get("/{id}/letters")
  @Operation(summary = "Drafts of the letters about a breach (data protection officer)")
  public LettersView letters(
      HttpRequest<?> request, UUID id, @QueryValue @Nullable String language) {
    guard.ask(callers.of(request), Action.READ_AFFECTED);
    Breach breach = found(id);
    String words = language == null ? "fr" : language;
    return new LettersView(
        BreachText.toAuthority(breach, breaches.affected(breach).size(), config.operator(), words),
        BreachText.toPerson(breach, config.operator(), words));
  }

  /** Notes that the authority was told: the clock stands. */
  @Put("/{id}/notification")
  @Status(HttpStatus.NO_CONTENT)
  @Operation(summary = "Note that the authority was told of a breach (data protection officer)")
  public void told(HttpRequest<?> request, UUID id, @Body NotificationRequest told) {
    Caller caller = callers.of(request);
    guard.ask(caller, Action.NOTE_NOTIFICATION);
    if (told.toldAt().isAfter(clock.instant())) {
      throw Refusal.invalid("toldAt", "must not be in the future");
    }
    String reference = FieldText.of("reference", told.reference(), TEXT_LENGTH_MAX);
    if (!breaches.told(id, told.toldAt(), reference, caller.actor().person())) {
      throw new Refusal(
          ProblemCode.NOT_FOUND, "there is no such breach of which the authority was not told");
    }
  }

  private Breach found(UUID id) {
    return breaches
        .find(id)
        .orElseThrow(() -> new Refusal(ProblemCode.NOT_FOUND, "there is no such breach"));
  }

  private BreachView view(Breach breach) {
    return new BreachView(
        breach.id(),
        breach.what(),
        breach.knownAt(),
        breach.begins(),
        breach.ends(),
        breach.account(),
        breach.route(),
        breach.deadline(),
        BreachClock.state(breach.knownAt(), breach.toldAt(), clock.instant()),
        breach.toldAt(),
        breach.reference());
  }
}
