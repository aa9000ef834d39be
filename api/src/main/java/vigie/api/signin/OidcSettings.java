package vigie.api.signin;

import static vigie.api.SettingText.text;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An issuer outside, whose word on who somebody is we take.
 *
 * @param issuer as it names itself in {@code iss}, and where its discovery document lies
 * @param jwks where its keys lie; null where the discovery document says it
 * @param audience as which it knows us
 * @param algorithm with which it signs: RS256, PS256 or ES256, and no other is taken
 * @param claim that names the person
 * @param names what of our people the claim holds
 * @param strong values of {@code amr} or {@code acr} that stand for a second factor
 */
public record OidcSettings(
    String issuer,
    @Nullable URI jwks,
    String audience,
    String algorithm,
    String claim,
    Names names,
    Set<String> strong) {
  private static final Set<String> ALGORITHMS = Set.of("RS256", "PS256", "ES256");

  /** What of our people a claim holds. */
  public enum Names {
    USERNAME,
    /** Our own id. */
    ID,
    /** The national identifier of a professional, bare or with the kind's digit before it. */
    RPPS
  }

  /**
   * Checks what can be checked without the issuer.
   *
   * @throws IllegalArgumentException naming the setting
   */
  public OidcSettings {
    strong = Set.copyOf(strong);
    checkAddress("VIGIE_OIDC_ISSUER", issuer);
    if (jwks != null) {
      checkAddress("VIGIE_OIDC_JWKS_URL", jwks.toString());
    }
    if (audience.isEmpty()) {
      throw new IllegalArgumentException(
          "VIGIE_OIDC_AUDIENCE must be set where VIGIE_OIDC_ISSUER is: the client id that the"
              + " issuer knows us by");
    }
    if (!ALGORITHMS.contains(algorithm)) {
      throw new IllegalArgumentException(
          "VIGIE_OIDC_ALGORITHM must be RS256, PS256 or ES256, was '" + algorithm + "'");
    }
  }

  /**
   * Reads the settings of the environment.
   *
   * @return null when no issuer is set
   * @throws IllegalArgumentException naming the setting, its value and the remedy
   */
  public static @Nullable OidcSettings of(Map<String, String> environment) {
    String issuer = text(environment, "VIGIE_OIDC_ISSUER", "");
    if (issuer.isEmpty()) {
      return null;
    }
    String jwks = text(environment, "VIGIE_OIDC_JWKS_URL", "");
    return new OidcSettings(
        issuer,
        jwks.isEmpty() ? null : address("VIGIE_OIDC_JWKS_URL", jwks),
        text(environment, "VIGIE_OIDC_AUDIENCE", ""),
        text(environment, "VIGIE_OIDC_ALGORITHM", "RS256"),
        text(environment, "VIGIE_OIDC_CLAIM", "sub"),
        names(text(environment, "VIGIE_OIDC_PERSON", "username")),
        Arrays.stream(text(environment, "VIGIE_OIDC_STRONG", "mfa,otp,hwk,sc").split(",", -1))
            .map(String::strip)
            .filter(value -> !value.isEmpty())
            .collect(Collectors.toUnmodifiableSet()));
  }

  private static Names names(String text) {
    return switch (text) {
      case "username" -> Names.USERNAME;
      case "id" -> Names.ID;
      case "rpps" -> Names.RPPS;
      default ->
          throw new IllegalArgumentException(
              "VIGIE_OIDC_PERSON must be username, id or rpps, was '" + text + "'");
    };
  }

  /** Keys that anybody on the way could change would be nobody's. */
  private static void checkAddress(String name, String text) {
    URI uri = address(name, text);
    String host = uri.getHost() == null ? "" : uri.getHost();
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    boolean here = Set.of("127.0.0.1", "localhost", "[::1]").contains(host);
    if (host.isEmpty() || !(scheme.equals("https") || (scheme.equals("http") && here))) {
      throw new IllegalArgumentException(
          name + " must be an https address, or http on this machine, was '" + text + "'");
    }
  }

  private static URI address(String name, String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + " must be an address, was '" + text + "'", e);
    }
  }
}
