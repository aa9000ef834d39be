package vigie.api.signin;

import io.micronaut.http.HttpHeaders;
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
import org.jspecify.annotations.Nullable;
import vigie.api.session.Origin;
import vigie.api.session.Session;
import vigie.api.session.Sessions;
import vigie.api.web.HttpCallers;
import vigie.api.web.Refusal;

/** A session and its first token for who proves who they are. */
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
public class SignInController {
  private static final int USERNAME_LENGTH_MAX = 64;

  private final Credentials credentials;
  private final Sessions sessions;
  private final JwtIssuer issuer;

  /**
   * Name and password, and where a second factor is enrolled its {@code code}, or a recovery code.
   */
  @Serdeable
  public record SignInRequest(String username, String password, @Nullable String code) {}

  /**
   * The token, and where it tells of one factor only and another is enrolled here, its {@code
   * code}.
   */
  @Serdeable
  public record IssuerRequest(String token, @Nullable String code) {}

  /** Wired by the program. */
  SignInController(Credentials credentials, Sessions sessions, JwtIssuer issuer) {
    this.credentials = credentials;
    this.sessions = sessions;
    this.issuer = issuer;
  }

  /** Proves who somebody is. */
  @Post("/sign-in")
  @Operation(summary = "Name and password for a session and its first token, good for 15 minutes")
  public TokenResponse signIn(HttpRequest<?> request, @Body SignInRequest signIn) {
    String username = signIn.username();
    if (username.length() > USERNAME_LENGTH_MAX || username.indexOf('\0') >= 0) {
      throw Refusal.invalid("username", "must have at most " + USERNAME_LENGTH_MAX + " characters");
    }
    return begun(
        request, credentials.prove(attempt(request), username, signIn.password(), signIn.code()));
  }

  /** Takes an outside issuer's word on who somebody is. */
  @Post("/sign-in/issuer")
  @Operation(summary = "An outside issuer's ID token (OpenID Connect) for a session and its token")
  public TokenResponse signInByIssuer(HttpRequest<?> request, @Body IssuerRequest signIn) {
    return begun(
        request, credentials.proveByIssuer(attempt(request), signIn.token(), signIn.code()));
  }

  private TokenResponse begun(HttpRequest<?> request, Credentials.Proved proved) {
    Session session =
        sessions.begin(proved.actor().person(), proved.at(), proved.strong(), origin(request));
    return issuer.issue(session, proved.actor().role());
  }

  /** Where a request comes from. */
  static Attempt attempt(HttpRequest<?> request) {
    return new Attempt(
        HttpCallers.address(request).getHostAddress(),
        HttpCallers.route(request),
        HttpCallers.requestId(request));
  }

  private static Origin origin(HttpRequest<?> request) {
    return Origin.of(
        HttpCallers.address(request), request.getHeaders().get(HttpHeaders.USER_AGENT));
  }
}
