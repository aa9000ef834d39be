package vigie.api.session;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
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
import org.jspecify.annotations.Nullable;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.access.Caller;
import vigie.api.web.HttpCallers;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;

/** Where somebody is signed in, and the end of it. */
@Controller("/people/{id}/sessions")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class SessionController {
  private final AccessGuard guard;
  private final HttpCallers callers;
  private final Sessions sessions;

  /**
   * A session: {@code network} and {@code agent} tell from where and with what; {@code live} is
   * false once no token of it can be good, {@code endedAt} says when somebody ended it; {@code
   * secondFactor} whether one was given; {@code current} marks the one that asks.
   */
  @Serdeable
  public record SessionView(
      UUID session,
      Instant begunAt,
      Instant renewedAt,
      Instant provedAt,
      boolean secondFactor,
      String network,
      String agent,
      boolean live,
      boolean current,
      @Nullable Instant endedAt) {}

  /** Wired by the program. */
  SessionController(AccessGuard guard, HttpCallers callers, Sessions sessions) {
    this.guard = guard;
    this.callers = callers;
    this.sessions = sessions;
  }

  /** The sessions of the last 30 days, newest first. */
  @Get
  @Operation(summary = "Where one is and was signed in (the person)")
  public List<SessionView> list(HttpRequest<?> request, UUID id) {
    Caller caller = callers.of(request);
    guard.askAccount(caller, Action.READ_SESSIONS, id);
    return sessions.list(id).stream().map(row -> view(row, caller)).toList();
  }

  /** Ends one: the caller's own is signing out. */
  @Delete("/{session}")
  @Status(HttpStatus.NO_CONTENT)
  @Operation(summary = "End a session, also the one that asks: sign out (the person)")
  public void end(HttpRequest<?> request, UUID id, UUID session) {
    guard.askAccount(callers.of(request), Action.END_SESSIONS, id);
    if (!sessions.end(id, session)) {
      throw new Refusal(ProblemCode.NOT_FOUND, "there is no such session that has not ended");
    }
  }

  /** Ends all of them. */
  @Delete
  @Status(HttpStatus.NO_CONTENT)
  @Operation(summary = "End all sessions, the one that asks as well (the person)")
  public void endAll(HttpRequest<?> request, UUID id) {
    guard.askAccount(callers.of(request), Action.END_SESSIONS, id);
    sessions.endAll(id);
  }

  private SessionView view(JdbcSessions.Row row, Caller caller) {
    Session session = row.session();
    return new SessionView(
        session.id(),
        row.begunAt(),
        row.renewedAt(),
        session.provedAt(),
        session.strong(),
        row.origin().network(),
        row.origin().agent(),
        sessions.live(row),
        session.id().equals(caller.proof().session()),
        row.endedAt());
  }
}
