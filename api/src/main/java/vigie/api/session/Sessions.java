package vigie.api.session;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.ApiConfig;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;

/** Begins, renews and ends sessions: in the store first, then in memory. */
@Singleton
public final class Sessions {
  /** Clocks of several programs on one store may differ by so much. */
  private static final Duration CLOCKS_APART = Duration.ofMinutes(1);

  private final JdbcSessions rows;
  private final SessionDirectory directory;
  private final Duration tokenLife;
  private final Clock clock;

  /** Wired by the program. */
  Sessions(JdbcSessions rows, SessionDirectory directory, ApiConfig config, Clock clock) {
    this.rows = rows;
    this.directory = directory;
    this.tokenLife = config.tokenLife();
    this.clock = clock;
  }

  /** Learns of the ends of which tokens may still be alive. */
  public void load() {
    Instant now = clock.instant();
    rows.endedSince(now.minus(remembered()))
        .forEach(end -> directory.end(end.session(), end.at().plus(remembered()), now));
  }

  /**
   * A session of somebody who has proved who they are.
   *
   * @param provedAt when
   * @param strong whether with a second factor
   */
  public Session begin(UUID person, Instant provedAt, boolean strong, Origin origin) {
    Instant now = clock.instant();
    Session session = Session.begun(person, provedAt, strong, now);
    rows.begin(session, origin, now);
    return session;
  }

  /**
   * The session goes on as it is.
   *
   * @throws Refusal when it is over
   */
  public Session renew(UUID person, UUID session) {
    return rows.renew(person, session, clock.instant()).orElseThrow(Sessions::over);
  }

  /**
   * The session goes on, its person having proved anew who they are.
   *
   * @param provedAt when
   * @param strong whether with a second factor
   * @throws Refusal when it is over
   */
  public Session proved(UUID person, UUID session, Instant provedAt, boolean strong) {
    return rows.proved(person, session, provedAt, strong, clock.instant())
        .orElseThrow(Sessions::over);
  }

  /** Ends one session of a person; says whether there was such a one. */
  public boolean end(UUID person, UUID session) {
    return end(person, session, null);
  }

  /** Ends all sessions of a person. */
  public void endAll(UUID person) {
    end(person, null, null);
  }

  /** Ends all sessions of a person but this one. */
  public void endOthers(UUID person, UUID session) {
    end(person, null, session);
  }

  /** A person's sessions, newest first. */
  List<JdbcSessions.Row> list(UUID person) {
    return rows.list(person);
  }

  /** Whether a token of it may be alive. */
  boolean live(JdbcSessions.Row row) {
    Instant now = clock.instant();
    return row.endedAt() == null
        && row.session().endsAt().isAfter(now)
        && row.renewedAt().plus(tokenLife).isAfter(now);
  }

  private boolean end(UUID person, @Nullable UUID only, @Nullable UUID but) {
    Instant now = clock.instant();
    List<UUID> ended = rows.end(person, only, but, now);
    ended.forEach(session -> directory.end(session, now.plus(remembered()), now));
    return !ended.isEmpty();
  }

  private Duration remembered() {
    return tokenLife.plus(CLOCKS_APART);
  }

  private static Refusal over() {
    return new Refusal(
        ProblemCode.BAD_TOKEN, "SESSION_ENDED: the session is over; sign in at /sign-in");
  }
}
