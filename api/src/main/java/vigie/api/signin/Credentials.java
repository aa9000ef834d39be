package vigie.api.signin;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vigie.api.access.Actor;
import vigie.api.audit.AuditLine;
import vigie.api.audit.AuditLog;
import vigie.api.people.JdbcPeople;
import vigie.api.people.JdbcPeople.Account;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;

/** Judges what people send to prove who they are; counts and notes each attempt. */
@Singleton
final class Credentials {
  private static final int TURNS = 64;

  private final JdbcPeople people;
  private final JdbcSignInFailures failures;
  private final JdbcSecondFactors factors;
  private final OidcIssuer issuer;
  private final AuditLog audit;
  private final Clock clock;

  /** One at a time of an account: those under way count as failures, and must not lock it. */
  private final Lock[] turns =
      Stream.generate(ReentrantLock::new).limit(TURNS).toArray(Lock[]::new);

  /**
   * Somebody who has proved who they are.
   *
   * @param at when
   * @param strong whether with a second factor
   */
  record Proved(Actor actor, Instant at, boolean strong) {}

  /** Wired by the program. */
  Credentials(
      JdbcPeople people,
      JdbcSignInFailures failures,
      JdbcSecondFactors factors,
      OidcIssuer issuer,
      AuditLog audit,
      Clock clock) {
    this.people = people;
    this.failures = failures;
    this.factors = factors;
    this.issuer = issuer;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Whose name and password these are.
   *
   * @param code of the second factor; null when none is sent
   * @throws Refusal when they are nobody's, a code is needed, or too many attempts failed
   */
  Proved prove(Attempt attempt, String username, String password, @Nullable String code) {
    return inTurn(
        username,
        () -> {
          Optional<Account> account = people.account(username);
          count(attempt, username, account);
          Actor actor = ofPassword(attempt, account, password);
          boolean strong = ofSecondFactor(attempt, account, actor.person(), code);
          failures.succeeded(username, attempt.address());
          audit.write(line(attempt, account, true, strong ? "SECOND_FACTOR" : "PASSWORD"));
          return new Proved(actor, clock.instant(), strong);
        });
  }

  /**
   * The same for somebody who is signed in: the code where a second factor is enrolled, else the
   * password. What they do with it is noted, and not that it was right.
   *
   * @throws Refusal when it is not the right one, or too many attempts failed
   */
  Proved proveAgain(
      Attempt attempt, UUID person, @Nullable String password, @Nullable String code) {
    return again(
        attempt,
        person,
        account -> {
          boolean strong = ofSecondFactor(attempt, account, person, code);
          Actor actor =
              strong
                  ? account.map(Account::actor).orElseThrow(Credentials::wrong)
                  : ofPassword(attempt, account, password == null ? "" : password);
          return new Proved(actor, clock.instant(), strong);
        });
  }

  /**
   * Whether this is the password of somebody who is signed in.
   *
   * @throws Refusal when it is not, or too many attempts failed
   */
  void provePassword(Attempt attempt, UUID person, String password) {
    again(
        attempt,
        person,
        account -> new Proved(ofPassword(attempt, account, password), clock.instant(), false));
  }

  /**
   * Whose token of an outside issuer this is.
   *
   * @param code of a second factor that is enrolled here and not given there; null when none is
   *     sent
   * @throws Refusal when it is refused, a code is needed, or too many attempts failed
   */
  Proved proveByIssuer(Attempt attempt, String token, @Nullable String code) {
    OidcIssuer.Word word = issuer.judge(token);
    Account account = word.account();
    if (account == null) {
      audit.write(line(attempt, Optional.empty(), false, word.fault()));
      if (word.fault().equals("ISSUER_AWAY")) {
        throw new Refusal(
            ProblemCode.UNAVAILABLE,
            "ISSUER_AWAY: the issuer does not answer, and its key is not known yet");
      }
      throw new Refusal(
          ProblemCode.BAD_TOKEN, word.fault() + ": sign in anew at the issuer that is set");
    }
    return inTurn(account.username(), () -> ofIssuer(attempt, word, account, code));
  }

  private Proved ofIssuer(
      Attempt attempt, OidcIssuer.Word word, Account account, @Nullable String code) {
    Optional<Account> known = Optional.of(account);
    boolean strong = word.strong();
    if (!strong) {
      count(attempt, account.username(), known);
      strong = ofSecondFactor(attempt, known, account.actor().person(), code);
      failures.succeeded(account.username(), attempt.address());
    }
    audit.write(line(attempt, known, true, strong ? "ISSUER_SECOND_FACTOR" : "ISSUER"));
    return new Proved(account.actor(), word.at(), strong);
  }

  private Proved again(Attempt attempt, UUID person, Function<Optional<Account>, Proved> judge) {
    Optional<Account> account = people.account(person);
    String username = account.map(Account::username).orElse(person.toString());
    return inTurn(
        username,
        () -> {
          count(attempt, username, account);
          Proved proved = judge.apply(account);
          failures.succeeded(username, attempt.address());
          return proved;
        });
  }

  private <T> T inTurn(String username, Supplier<T> work) {
    Lock turn = turns[Math.floorMod(username.hashCode(), turns.length)];
    turn.lock();
    try {
      return work.get();
    } finally {
      turn.unlock();
    }
  }

  private Actor ofPassword(Attempt attempt, Optional<Account> account, String password) {
    if (!Passwords.matches(password, account.map(Account::passwordHash).orElse(null))) {
      audit.write(line(attempt, account, false, "BAD_CREDENTIALS"));
      throw wrong();
    }
    return account.map(Account::actor).orElseThrow(Credentials::wrong);
  }

  /** Whether a second factor was given: false where none is enrolled. */
  private boolean ofSecondFactor(
      Attempt attempt, Optional<Account> account, UUID person, @Nullable String code) {
    if (factors.find(person).isEmpty()) {
      return false;
    }
    if (code == null || code.isBlank()) {
      audit.write(line(attempt, account, false, "SECOND_FACTOR_MISSING"));
      throw new Refusal(
          ProblemCode.SECOND_FACTOR_NEEDED,
          "send the code of the second factor too, or a recovery code, as code");
    }
    if (!factors.take(person, code)) {
      audit.write(line(attempt, account, false, "BAD_CODE"));
      throw new Refusal(
          ProblemCode.BAD_CREDENTIALS, "the code is not the right one, or has been used");
    }
    return true;
  }

  private void count(Attempt attempt, String username, Optional<Account> account) {
    Optional<Instant> locked = failures.attempt(username, attempt.address(), clock.instant());
    if (locked.isPresent()) {
      audit.write(line(attempt, account, false, "LOCKED_OUT"));
      throw new Refusal(
          ProblemCode.TOO_MANY_REQUESTS,
          "too many failures to sign in; try again after " + locked.get());
    }
  }

  private static Refusal wrong() {
    return new Refusal(ProblemCode.BAD_CREDENTIALS, "username or password is not the right one");
  }

  private AuditLine line(
      Attempt attempt, Optional<Account> account, boolean proved, String reason) {
    @Nullable Actor actor = account.map(Account::actor).orElse(null);
    return new AuditLine(
        clock.instant(),
        actor == null ? null : actor.person(),
        actor == null ? null : actor.recorded(),
        "SIGN_IN",
        null,
        proved,
        reason,
        attempt.route(),
        attempt.requestId());
  }
}
