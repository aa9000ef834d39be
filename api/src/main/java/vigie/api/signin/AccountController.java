package vigie.api.signin;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.access.Caller;
import vigie.api.people.JdbcPeople;
import vigie.api.session.Session;
import vigie.api.session.Sessions;
import vigie.api.web.HttpCallers;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;

/** How somebody who is signed in stays so, and changes what they sign in with. */
@Controller("/people/{id}")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class AccountController {
  private final AccessGuard guard;
  private final HttpCallers callers;
  private final Credentials credentials;
  private final JdbcPeople people;
  private final Sessions sessions;
  private final JwtIssuer issuer;

  /** The password of now, and the one that is to be. */
  @Serdeable
  public record PasswordRequest(String current, String wanted) {}

  /**
   * The {@code code} where a second factor is enrolled, else the {@code password}; or a {@code
   * token} for which the outside issuer has just asked again who it is.
   */
  @Serdeable
  public record ProofRequest(
      @Nullable String password, @Nullable String code, @Nullable String token) {}

  /** Wired by the program. */
  AccountController(
      AccessGuard guard,
      HttpCallers callers,
      Credentials credentials,
      JdbcPeople people,
      Sessions sessions,
      JwtIssuer issuer) {
    this.guard = guard;
    this.callers = callers;
    this.credentials = credentials;
    this.people = people;
    this.sessions = sessions;
    this.issuer = issuer;
  }

  /** The next token of the session that asks. */
  @Post("/session/renewal")
  @Operation(summary = "The session's next token, for at most 12 hours (the person)")
  public TokenResponse renew(HttpRequest<?> request, UUID id) {
    Caller caller = callers.of(request);
    guard.askAccount(caller, Action.RENEW_SESSION, id);
    Session session = sessions.renew(id, caller.proof().session());
    return issuer.issue(session, caller.actor().role());
  }

  /** Proves anew who asks, as some routes want it; the session goes on with another token. */
  @Post("/session/proof")
  @Operation(summary = "Prove anew who one is, for what asks for a recent proof (the person)")
  public TokenResponse prove(HttpRequest<?> request, UUID id, @Body ProofRequest proof) {
    Caller caller = callers.of(request);
    guard.askAccount(caller, Action.RENEW_SESSION, id);
    Attempt attempt = SignInController.attempt(request);
    String token = proof.token();
    Credentials.Proved proved =
        token == null
            ? credentials.proveAgain(attempt, id, proof.password(), proof.code())
            : credentials.proveByIssuer(attempt, token, proof.code());
    if (!proved.actor().person().equals(id)) {
      throw new Refusal(ProblemCode.BAD_CREDENTIALS, "the token is another person's");
    }
    Session session = sessions.proved(id, caller.proof().session(), proved.at(), proved.strong());
    return issuer.issue(session, caller.actor().role());
  }

  /** Changes the password, and ends every other session. */
  @Put("/password")
  @Status(HttpStatus.NO_CONTENT)
  @Operation(summary = "Change the password; every other session ends (the person)")
  public void password(HttpRequest<?> request, UUID id, @Body PasswordRequest passwords) {
    Caller caller = callers.of(request);
    guard.askAccount(caller, Action.CHANGE_PASSWORD, id);
    String hash = Passwords.hash(passwords.wanted());
    credentials.provePassword(SignInController.attempt(request), id, passwords.current());
    people.setPassword(id, hash);
    sessions.endOthers(id, caller.proof().session());
  }
}
