package vigie.api.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.api.people.Identity;
import vigie.authority.BouncyCastleAuthority;

/** Webhooks at a real HTTPS server, with certificates good and bad. */
class WebhookTlsTest {
  private static final String PASSWORD = "of the server's keys";
  private static final String SECRET = "the webhook's shared secret";
  private static final Message MESSAGE =
      new Message(new UUID(1, 2), "subject", "text", "{\"text\":\"text\"}");

  private final Instant now = Clock.systemUTC().instant();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final List<String> signatures = new CopyOnWriteArrayList<>();
  private final OwnWebhook own = new OwnWebhook();
  private final Path folder;
  private @Nullable HttpsServer server;

  WebhookTlsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop(0);
    }
    timer.shutdownNow();
  }

  @Test
  void aServerOfTheOperatorsOwnAuthorityIsTrusted() throws Exception {
    BouncyCastleAuthority ours = authority("ours", now);
    serve(ours, now);

    assertThat(channel(ours.certificateFile()).send(recipient("localhost"), MESSAGE))
        .isEqualTo("the webhook answered 204");
    byte[] body = MESSAGE.json().getBytes(StandardCharsets.UTF_8);
    assertThat(signatures).containsExactly(WebhookSignature.of(SECRET, now, body));
  }

  @Test
  void aServerOfAnUnknownAuthorityIsSentNothing() throws Exception {
    serve(authority("theirs", now), now);

    refused(authority("ours", now).certificateFile(), "localhost");
  }

  @Test
  void withoutAnOwnAuthorityOnlyThePlatformsAreTrusted() throws Exception {
    serve(authority("ours", now), now);

    refused(null, "localhost");
  }

  @Test
  void aCertificateForAnotherNameIsSentNothing() throws Exception {
    BouncyCastleAuthority ours = authority("ours", now);
    serve(ours, now);

    refused(ours.certificateFile(), "127.0.0.2");
  }

  @Test
  void aCertificateThatIsOverIsSentNothing() throws Exception {
    Instant longAgo = now.minus(BouncyCastleAuthority.CERTIFICATE_LIFE).minus(Duration.ofDays(30));
    BouncyCastleAuthority ours = authority("ours", longAgo);
    serve(ours, longAgo);

    refused(ours.certificateFile(), "localhost");
  }

  @Test
  @Tag("C-98")
  void inProductionNothingIsSentInClearButToOurOwn() throws Exception {
    BouncyCastleAuthority ours = authority("ours", now);
    serve(ours, now);
    Recipient open = recipient("localhost", "http");

    assertThatThrownBy(() -> channel(ours.certificateFile()).send(open, MESSAGE))
        .asInstanceOf(type(DeliveryChannel.NotDelivered.class))
        .satisfies(
            refusal -> {
              assertThat(refusal.why()).isEqualTo("the webhook's address is not https");
              assertThat(refusal.lasting()).isTrue();
            });
    own.set(URI.create(String.valueOf(open.webhookUrl())));
    // It is called, and the server understands nothing but TLS.
    assertThatThrownBy(() -> channel(ours.certificateFile()).send(open, MESSAGE))
        .asInstanceOf(type(DeliveryChannel.NotDelivered.class))
        .satisfies(refusal -> assertThat(refusal.lasting()).isFalse());
  }

  @Test
  void aFileWithoutCertificateIsRefusedByTheSettingsName() throws Exception {
    Path empty = Files.writeString(folder.resolve("empty.pem"), "");
    Path other = Files.writeString(folder.resolve("other.pem"), "-----BEGIN CERTIFICATE-----\nx");

    for (Path file : List.of(empty, other, folder.resolve("missing.pem"))) {
      assertThatThrownBy(() -> WebhookTrust.of("VIGIE_WEBHOOK_CA", file))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("VIGIE_WEBHOOK_CA");
    }
  }

  private void refused(@Nullable Path authorities, String host) {
    assertThatThrownBy(() -> channel(authorities).send(recipient(host), MESSAGE))
        .asInstanceOf(type(DeliveryChannel.NotDelivered.class))
        .satisfies(
            refusal -> {
              assertThat(refusal.why()).isEqualTo("the webhook's certificate is not trusted");
              assertThat(refusal.lasting()).isTrue();
            });
    assertThat(signatures).isEmpty();
  }

  private BouncyCastleAuthority authority(String name, Instant made) {
    return BouncyCastleAuthority.in(folder.resolve(name), made);
  }

  private void serve(BouncyCastleAuthority authority, Instant made) throws Exception {
    KeyStore keys = authority.server(PASSWORD, made);
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    // On every address of this machine, so that it can be called by one that is not in its name.
    HttpsServer started = HttpsServer.create(new InetSocketAddress(0), 0);
    started.setHttpsConfigurator(new HttpsConfigurator(context));
    started.createContext(
        "/",
        exchange -> {
          signatures.add(exchange.getRequestHeaders().getFirst(WebhookSignature.SIGNATURE_HEADER));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    started.start();
    server = started;
  }

  private WebhookChannel channel(@Nullable Path authorities) {
    WebhookGuard guard =
        new WebhookGuard(List.of(Network.parse("127.0.0.0/8"), Network.parse("::1/128")));
    return new WebhookChannel(
        guard,
        own,
        true,
        WebhookTrust.of("VIGIE_WEBHOOK_CA", authorities),
        Clock.fixed(now, ZoneOffset.UTC),
        timer);
  }

  private Recipient recipient(String host) {
    return recipient(host, "https");
  }

  private Recipient recipient(String host, String scheme) {
    String url =
        scheme
            + "://"
            + host
            + ":"
            + Objects.requireNonNull(server).getAddress().getPort()
            + "/alerts";
    return new Recipient(
        new UUID(3, 4), "A", "Person", "en", null, url, SECRET, false, Set.of(), Identity.NONE);
  }
}
