package vigie.api.signin;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.ApiConfig;
import vigie.api.people.JdbcPeople;
import vigie.api.people.JdbcPeople.Account;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;

/**
 * Takes an outside issuer's word on who somebody is: an ID token (OpenID Connect) in, one of our
 * people out. Its tokens are good for signing in only, never on a route.
 */
@Singleton
final class OidcIssuer {
  /** An ID token is used at once; one that lives longer is no such token. */
  private static final Duration LIFE_MAX = Duration.ofHours(1);

  private static final Duration FETCH_INTERVAL = Duration.ofSeconds(10);
  private static final int RPPS_LENGTH = 11;

  /** Before the number, the national format has a digit for its kind. */
  private static final String RPPS_KIND = "8";

  private final JdbcPeople people;
  private final Clock clock;
  private final @Nullable Rules rules;

  private record Rules(OidcSettings settings, JwtRules.Expected expected) {
    static Rules of(OidcSettings settings) {
      return new Rules(
          settings,
          new JwtRules.Expected(
              JWSAlgorithm.parse(settings.algorithm()),
              new OidcKeys(settings, FETCH_INTERVAL),
              settings.issuer(),
              settings.audience(),
              LIFE_MAX,
              claims -> name(claims, settings) == null ? "NO_PERSON" : null));
    }
  }

  /** Wired by the program. */
  OidcIssuer(ApiConfig config, JdbcPeople people, Clock clock) {
    this.people = people;
    this.clock = clock;
    OidcSettings settings = config.oidc();
    rules = settings == null ? null : Rules.of(settings);
  }

  /**
   * What a token says.
   *
   * @param account whose it is; null when it is refused
   * @param fault why it is refused; empty when it is taken
   * @param at when the person proved to the issuer who they are
   * @param strong whether with a second factor
   */
  record Word(@Nullable Account account, String fault, Instant at, boolean strong) {
    private static Word refused(String fault) {
      return new Word(null, fault, Instant.EPOCH, false);
    }
  }

  /**
   * Judges a token as it was sent.
   *
   * @throws Refusal when no issuer is set
   */
  Word judge(String text) {
    Rules set = rules;
    if (set == null) {
      throw new Refusal(ProblemCode.NOT_FOUND, "no outside issuer is set: see VIGIE_OIDC_ISSUER");
    }
    return judge(text, set);
  }

  private Word judge(String text, Rules rules) {
    JWT token;
    JWTClaimsSet claims;
    try {
      token = JWTParser.parse(text.strip());
      claims = token.getJWTClaimsSet();
    } catch (ParseException | RuntimeException e) { // Nimbus throws both at what is no token.
      return Word.refused("TOKEN_MALFORMED");
    }
    String fault = JwtRules.fault(token, rules.expected(), clock.instant());
    if (fault != null) {
      return Word.refused(fault);
    }
    OidcSettings settings = rules.settings();
    return account(String.valueOf(name(claims, settings)), settings.names())
        .map(found -> new Word(found, "", provedAt(claims), strong(claims, settings)))
        .orElseGet(() -> Word.refused("UNKNOWN_PERSON"));
  }

  private Optional<Account> account(String name, OidcSettings.Names names) {
    return switch (names) {
      case USERNAME -> people.account(name);
      case ID -> people.account(UUID.fromString(name));
      case RPPS ->
          people.accountOfProfessional(
              name.length() == RPPS_LENGTH + 1 && name.startsWith(RPPS_KIND)
                  ? name.substring(1)
                  : name);
    };
  }

  /** What names the person; null when nothing does. */
  private static @Nullable String name(JWTClaimsSet claims, OidcSettings settings) {
    String name = claims.getClaim(settings.claim()) instanceof String text ? text : null;
    if (name == null || name.isBlank()) {
      return null;
    }
    return settings.names() == OidcSettings.Names.ID && !JwtRules.isId(name) ? null : name;
  }

  // Nimbus gives java.util.Date.
  @SuppressWarnings("JavaUtilDate")
  private Instant provedAt(JWTClaimsSet claims) {
    Instant now = clock.instant();
    // The rules have seen that it is there.
    Instant issued = claims.getIssueTime().toInstant();
    Instant said =
        claims.getClaim("auth_time") instanceof Number seconds
            ? Instant.ofEpochSecond(seconds.longValue())
            : issued;
    return said.isBefore(now) ? said : now;
  }

  private static boolean strong(JWTClaimsSet claims, OidcSettings settings) {
    List<Object> said = new ArrayList<>();
    if (claims.getClaim("amr") instanceof List<?> methods) {
      said.addAll(methods);
    }
    if (claims.getClaim("acr") instanceof String context) {
      said.add(context);
    }
    return said.stream().anyMatch(each -> settings.strong().contains(String.valueOf(each)));
  }
}
