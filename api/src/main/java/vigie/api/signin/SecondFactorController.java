package vigie.api.signin;

import io.micronaut.http.HttpRequest;
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
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

/** The generator of codes that a person signs in with beside the password. */
@Controller("/people/{id}/second-factor")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class SecondFactorController {
  private final AccessGuard guard;
  private final HttpCallers callers;
  private final JdbcSecondFactors factors;
  private final JdbcPeople people;
  private final Sessions sessions;
  private final JwtIssuer issuer;
  private final Clock clock;

  /** {@code since} is null where none is in force; {@code recoveryCodes} are left. */
  @Serdeable
  public record FactorView(@Nullable Instant since, int recoveryCodes) {}

  /** What a phone is given, by hand or as a picture of the URI; shown once. */
  @Serdeable
  public record SecretResponse(String secret, String uri) {}

  /** A code that the phone shows. */
  @Serdeable
  public record CodeRequest(String code) {}

  /** Codes for who loses the phone, each good once and shown once; and a token to go on with. */
  @Serdeable
  public record ConfirmedResponse(List<String> recoveryCodes, TokenResponse token) {}

  /** Wired by the program. */
  SecondFactorController(
      AccessGuard guard,
      HttpCallers callers,
      JdbcSecondFactors factors,
      JdbcPeople people,
      Sessions sessions,
      JwtIssuer issuer,
      Clock clock) {
    this.guard = guard;
    this.callers = callers;
    this.factors = factors;
    this.people = people;
    this.sessions = sessions;
    this.issuer = issuer;
    this.clock = clock;
  }

  /** Whether there is one. */
  @Get
  @Operation(summary = "Whether a second factor is in force (the person)")
  public FactorView state(HttpRequest<?> request, UUID id) {
    guard.askAccount(callers.of(request), Action.READ_SECOND_FACTOR, id);
    Optional<JdbcSecondFactors.State> state = factors.find(id);
    return new FactorView(
        state.map(JdbcSecondFactors.State::since).orElse(null),
        state.map(JdbcSecondFactors.State::recoveryCodes).orElse(0));
  }

  /** A new one, which is in force once a code of it came back. */
  @Post
  @Operation(summary = "Enrol a second factor, a generator of codes by RFC 6238 (the person)")
  public SecretResponse enrol(HttpRequest<?> request, UUID id) {
    guard.askAccount(callers.of(request), Action.CHANGE_SECOND_FACTOR, id);
    Totp totp = Totp.random();
    String username = people.account(id).map(JdbcPeople.Account::username).orElse(id.toString());
    if (!factors.enrol(id, totp)) {
      throw new Refusal(
          ProblemCode.CONFLICT, "a second factor is in force: remove it first, to change it");
    }
    return new SecretResponse(totp.secret(), totp.uri(username).toString());
  }

  /** Puts it in force: from now on its codes are asked for. Sessions begun without it end. */
  @Post("/confirmation")
  @Operation(summary = "Put a second factor in force by a code of it (the person)")
  public ConfirmedResponse confirm(HttpRequest<?> request, UUID id, @Body CodeRequest typed) {
    Caller caller = callers.of(request);
    guard.askAccount(caller, Action.CHANGE_SECOND_FACTOR, id);
    List<String> recoveryCodes = RecoveryCodes.random();
    if (!factors.confirm(id, typed.code().strip(), recoveryCodes)) {
      throw Refusal.invalid("code", "is not the one that the generator shows now");
    }
    UUID own = caller.proof().session();
    sessions.endOthers(id, own);
    Session session = sessions.proved(id, own, clock.instant(), true);
    return new ConfirmedResponse(recoveryCodes, issuer.issue(session, caller.actor().role()));
  }

  /** Removes it. Whoever it is removed for by an operator must sign in again. */
  @Delete
  @Status(HttpStatus.NO_CONTENT)
  @Operation(summary = "Remove a second factor (the person; an operator who saw who they are)")
  public void remove(HttpRequest<?> request, UUID id) {
    Caller caller = callers.of(request);
    guard.askAccount(caller, Action.REMOVE_SECOND_FACTOR, id);
    if (!factors.remove(id)) {
      throw new Refusal(ProblemCode.NOT_FOUND, "there is no second factor");
    }
    if (!caller.actor().person().equals(id)) {
      sessions.endAll(id);
    }
  }
}
