package vigie.cli.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** One signed-in person; renews its token before it ends. Safe to use from many threads. */
public final class HttpSession {
  private static final Duration RENEW_BEFORE_END = Duration.ofSeconds(60);

  private final HttpApi api;
  private final Clock clock;
  private final String username;
  private final String password;
  private Token token;

  /** What a sign-in gives. */
  record Token(String value, Instant end, UUID person) {}

  HttpSession(HttpApi api, Clock clock, String username, String password) {
    this.api = api;
    this.clock = clock;
    this.username = username;
    this.password = password;
    this.token = api.token(username, password);
  }

  /** Who signed in. */
  public synchronized UUID person() {
    return token.person();
  }

  /** A token that is valid for a while yet. */
  public synchronized String bearer() {
    if (clock.instant().isAfter(token.end().minus(RENEW_BEFORE_END))) {
      token = api.token(username, password);
    }
    return token.value();
  }
}
