package vigie.api.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The published keys of an issuer, over HTTP. */
class OidcKeysTest {
  private static final Duration OFTEN = Duration.ofMillis(1);
  private static final Duration SELDOM = Duration.ofMinutes(1);

  private final AtomicInteger fetches = new AtomicInteger();
  private HttpServer server;
  private volatile String keys = "";
  private volatile String document = "";
  private volatile int status = 200;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          boolean discovery = exchange.getRequestURI().getPath().contains("well-known");
          if (!discovery) {
            fetches.incrementAndGet();
          }
          byte[] body = (discovery ? document : keys).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    publish(key("a"));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aPublishedKeyIsFoundAndFetchedOnce() throws Exception {
    OidcKeys published = new OidcKeys(settings(address("/keys")), SELDOM);

    for (int i = 0; i < 20; i++) {
      assertThat(published.of("a").fault()).isEmpty();
    }

    assertThat(fetches).hasValue(1);
  }

  @Test
  void aNewKeyIsFoundWithoutARestartAndTheOldOneIsGone() throws Exception {
    OidcKeys published = new OidcKeys(settings(address("/keys")), OFTEN);
    assertThat(published.of("a").fault()).isEmpty();
    publish(key("b"));

    assertThat(published.of("b").fault()).isEmpty();
    assertThat(published.of("a").fault()).isEqualTo("UNKNOWN_KEY");
  }

  @Test
  void whoeverSendsUnknownKeysDoesNotHaveTheIssuerAskedEachTime() throws Exception {
    OidcKeys published = new OidcKeys(settings(address("/keys")), SELDOM);

    for (int i = 0; i < 200; i++) {
      assertThat(published.of("made up " + i).fault()).isEqualTo("UNKNOWN_KEY");
    }

    assertThat(fetches.get()).isLessThanOrEqualTo(2);
    assertThat(published.of("a").fault()).isEmpty();
  }

  @Test
  void whileTheIssuerIsAwayKnownKeysGoOnAndOthersAreRefusedForThatReason() throws Exception {
    OidcKeys published = new OidcKeys(settings(address("/keys")), OFTEN);
    assertThat(published.of("a").fault()).isEmpty();
    server.stop(0);

    assertThat(published.of("a").fault()).isEmpty();
    assertThat(published.of("b").fault()).isEqualTo("ISSUER_AWAY");
    assertThat(published.of("a").fault()).isEmpty();
  }

  @Test
  void anIssuerThatAnswersNonsenseIsAway() throws Exception {
    OidcKeys published = new OidcKeys(settings(address("/keys")), OFTEN);
    status = 500;
    assertThat(published.of("a").fault()).isEqualTo("ISSUER_AWAY");
    status = 200;
    keys = "<html>";
    assertThat(published.of("a").fault()).isEqualTo("ISSUER_AWAY");
    keys = " ".repeat(300_000);
    assertThat(published.of("a").fault()).isEqualTo("ISSUER_AWAY");

    publish(key("a"));
    assertThat(published.of("a").fault()).isEmpty();
  }

  @Test
  void keysOfAnotherKindAreNone() throws Exception {
    publish(
        new ECKeyGenerator(Curve.P_384).keyID("p-384").generate(),
        new RSAKeyGenerator(2048).keyID("rsa").generate(),
        new ECKeyGenerator(Curve.P_256).keyID("enc").keyUse(KeyUse.ENCRYPTION).generate());
    OidcKeys published = new OidcKeys(settings(address("/keys")), OFTEN);

    for (String id : List.of("p-384", "rsa", "enc")) {
      assertThat(published.of(id).fault()).as(id).isEqualTo("UNKNOWN_KEY");
    }
    assertThat(published.of(null).fault()).isEqualTo("UNKNOWN_KEY");
  }

  @Test
  void theDiscoveryDocumentTellsWhereTheKeysAreWhenItIsTheIssuersOwn() throws Exception {
    OidcKeys published = new OidcKeys(settings(null), OFTEN);
    document = discovery("https://other.example");
    assertThat(published.of("a").fault()).isEqualTo("ISSUER_AWAY");

    document = discovery(address("").toString());
    assertThat(published.of("a").fault()).isEmpty();
  }

  private String discovery(String issuer) {
    return "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + address("/keys") + "\"}";
  }

  private void publish(JWK... some) {
    keys = new JWKSet(List.of(some)).toString(true);
  }

  private static ECKey key(String id) throws Exception {
    return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
  }

  private URI address(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private OidcSettings settings(@Nullable URI jwks) {
    return new OidcSettings(
        address("").toString(),
        jwks,
        "vigie-app",
        "ES256",
        "sub",
        OidcSettings.Names.ID,
        Set.of("mfa"));
  }
}
