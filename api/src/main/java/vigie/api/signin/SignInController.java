package vigie.api.signin;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import vigie.api.access.Actor;
import vigie.api.access.Role;
import vigie.api.audit.AuditLine;
import vigie.api.audit.AuditLog;
import vigie.api.people.JdbcPeople;
import vigie.api.web.HttpCallers;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;

/** Name and password for a token. */
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
public class SignInController {
  private static final int USERNAME_LENGTH_MAX = 64;
  private static final int TURNS = 64;

  private final JdbcPeople people;
  private final JdbcSignInFailures failures;
  private final JwtIssuer issuer;
  private final AuditLog audit;
  private final Clock clock;

  /** One at a time of an account: those under way count as failures, and must not lock it. */
  private final Lock[] turns =
      Stream.generate(ReentrantLock::new).limit(TURNS).toArray(Lock[]::new);

  /** Name and password. */
  @Serdeable
  public record SignInRequest(String username, String password) {}

  /** The token and whose it is. */
  @Serdeable
  public record TokenResponse(
      String access_token, String token_type, long expires_in, UUID person, Role role) {}

  /** Wired by the program. */
  SignInController(
      JdbcPeople people,
      JdbcSignInFailures failures,
      JwtIssuer issuer,
      AuditLog audit,
      Clock clock) {
    this.people = people;
    this.failures = failures;
    this.issuer = issuer;
    this.audit = audit;
    this.clock = clock;
  }

  /** Proves who somebody is. */
  @Post("/sign-in")
  @Operation(summary = "Name and password for a token of 15 minutes")
  public TokenResponse signIn(HttpRequest<?> request, @Body SignInRequest signIn) {
    String username = signIn.username();
    if (username.length() > USERNAME_LENGTH_MAX || username.indexOf('\0') >= 0) {
      throw Refusal.invalid("username", "must have at most " + USERNAME_LENGTH_MAX + " characters");
    }
    Lock turn = turns[Math.floorMod(username.hashCode(), turns.length)];
    turn.lock();
    try {
      return prove(request, username, signIn.password());
    } finally {
      turn.unlock();
    }
  }

  private TokenResponse prove(HttpRequest<?> request, String username, String password) {
    String address = request.getRemoteAddress().getAddress().getHostAddress();
    Optional<JdbcPeople.Account> account = people.account(username);
    Optional<Instant> locked = failures.attempt(username, address, clock.instant());
    if (locked.isPresent()) {
      audit.write(line(request, account, false, "LOCKED_OUT"));
      throw new Refusal(
          ProblemCode.TOO_MANY_REQUESTS,
          "too many failures to sign in; try again after " + locked.get());
    }
    boolean proved =
        Passwords.matches(password, account.map(JdbcPeople.Account::passwordHash).orElse(null));
    audit.write(line(request, account, proved, proved ? "PASSWORD" : "BAD_CREDENTIALS"));
    Actor actor =
        account
            .filter(any -> proved)
            .map(JdbcPeople.Account::actor)
            .orElseThrow(
                () ->
                    new Refusal(
                        ProblemCode.BAD_CREDENTIALS, "username or password is not the right one"));
    failures.succeeded(username, address);
    return new TokenResponse(
        issuer.issue(actor), "Bearer", issuer.life().toSeconds(), actor.person(), actor.role());
  }

  private AuditLine line(
      HttpRequest<?> request, Optional<JdbcPeople.Account> account, boolean proved, String reason) {
    return new AuditLine(
        clock.instant(),
        account.map(found -> found.actor().person()).orElse(null),
        account.map(found -> found.actor().role().name()).orElse(null),
        "SIGN_IN",
        null,
        proved,
        reason,
        HttpCallers.route(request),
        HttpCallers.requestId(request));
  }
}
