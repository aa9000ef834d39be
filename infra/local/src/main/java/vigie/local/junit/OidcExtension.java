package vigie.local.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import vigie.local.OidcServer;

/** Runs a real OpenID Connect issuer for one test class; it signs with the test's own key. */
public final class OidcExtension implements BeforeAllCallback {
  private final int port = freePort();
  private final String signingKey;
  private @Nullable OidcServer server;

  /**
   * For a static field with {@code @RegisterExtension}.
   *
   * @param signingKey a private EC key on P-256 as JWK
   */
  public OidcExtension(String signingKey) {
    this.signingKey = signingKey;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    TestStack stack = TestStack.of(context);
    OidcServer started = new OidcServer(port, stack.logFile("issuer-" + port), signingKey);
    stack.start(started.process());
    server = started;
  }

  /** As it names itself; known before it runs. */
  public String issuer() {
    return "http://127.0.0.1:" + port + "/" + OidcServer.keyId();
  }

  /** The issuer, for tests that end it; they must start it again. */
  public OidcServer server() {
    OidcServer started = server;
    if (started == null) {
      throw new IllegalStateException("register OidcExtension as a static field");
    }
    return started;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port", e);
    }
  }
}
