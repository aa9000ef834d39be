package vigie.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A real OpenID Connect issuer as a process of its own, for tests: it lets anybody sign in as
 * anybody, so it must never be one that a stack with real people believes.
 */
public final class OidcServer {
  private static final String ISSUER_ID = "hospital";
  private static final String MAIN = "no.nav.security.mock.oauth2.StandaloneMockOAuth2ServerKt";

  private final String issuer;
  private final ServerProcess process;

  /**
   * Describes an issuer; nothing runs yet.
   *
   * @param port on loopback
   * @param logFile where its output goes
   * @param signingKey a private EC key on P-256 as JWK; published under the id {@link #keyId}
   */
  public OidcServer(int port, Path logFile, String signingKey) {
    issuer = "http://127.0.0.1:" + port + "/" + ISSUER_ID;
    String quoted = signingKey.replace("\\", "\\\\").replace("\"", "\\\"");
    process =
        JavaProgram.of(
            "issuer",
            List.of(port),
            logFile,
            List.of(
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=logback-standalone.xml"),
            ClassPaths.of("oidc"),
            MAIN,
            Map.of(
                "SERVER_HOSTNAME",
                "127.0.0.1",
                "SERVER_PORT",
                Integer.toString(port),
                "JSON_CONFIG",
                "{\"interactiveLogin\":true,\"httpServer\":\"NettyWrapper\",\"tokenProvider\":"
                    + "{\"keyProvider\":{\"algorithm\":\"ES256\",\"initialKeys\":\""
                    + quoted
                    + "\"}}}"),
            URI.create(issuer + "/.well-known/openid-configuration"));
  }

  /** As it names itself. */
  public String issuer() {
    return issuer;
  }

  /** The id of its key. */
  public static String keyId() {
    return ISSUER_ID;
  }

  /** Its process. */
  public ServerProcess process() {
    return process;
  }
}
