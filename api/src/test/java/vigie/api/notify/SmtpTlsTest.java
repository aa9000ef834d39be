package vigie.api.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.nio.charset.StandardCharsets;
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
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;
import vigie.api.people.Identity;
import vigie.authority.BouncyCastleAuthority;

/** Mail at a real server that asks for STARTTLS, with certificates good and bad. */
class SmtpTlsTest {
  private static final String PASSWORD = "of the server's keys";
  private static final Message MESSAGE = new Message(new UUID(1, 2), "subject", "words", "{}");
  private static final Recipient RECIPIENT =
      new Recipient(
          new UUID(3, 4),
          "A",
          "Person",
          "en",
          "a@mail.test",
          null,
          null,
          false,
          Set.of(),
          Identity.NONE);

  private final Instant now = Clock.systemUTC().instant();
  private final List<String> mails = new CopyOnWriteArrayList<>();
  private final List<String> signedIn = new CopyOnWriteArrayList<>();
  private final Path folder;
  private @Nullable SMTPServer server;

  SmtpTlsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop();
    }
  }

  @Test
  void signsInAndSendsUnderTlsAtAServerOfTheOperatorsOwnAuthority() throws Exception {
    BouncyCastleAuthority ours = authority("ours", now);
    serve(ours, now);

    assertThat(channel("localhost", ours.certificateFile()).send(RECIPIENT, MESSAGE))
        .isEqualTo("accepted by the mail server");
    assertThat(signedIn).containsExactly("vigie:secret");
    assertThat(mails).hasSize(1);
    assertThat(mails.get(0)).contains("Subject: subject", "words");
  }

  @Test
  void aServerOfAnUnknownAuthorityLearnsNothing() throws Exception {
    serve(authority("theirs", now), now);

    refused("localhost", authority("ours", now).certificateFile());
    refused("localhost", null);
  }

  @Test
  void aServerWhoseCertificateIsForAnotherNameOrOverLearnsNothing() throws Exception {
    BouncyCastleAuthority ours = authority("ours", now);
    serve(ours, now);
    refused("127.0.0.2", ours.certificateFile());
    stop();

    Instant longAgo = now.minus(BouncyCastleAuthority.CERTIFICATE_LIFE).minus(Duration.ofDays(30));
    BouncyCastleAuthority old = authority("old", longAgo);
    serve(old, longAgo);
    refused("localhost", old.certificateFile());
  }

  @Test
  void aServerWithoutTlsLearnsNothing() {
    start(builder());

    refused("localhost", null);
  }

  private void refused(String host, @Nullable Path authorities) {
    assertThatThrownBy(() -> channel(host, authorities).send(RECIPIENT, MESSAGE))
        .asInstanceOf(type(DeliveryChannel.NotDelivered.class))
        .satisfies(refusal -> assertThat(refusal.why()).startsWith("the mail server "));
    assertThat(signedIn).isEmpty();
    assertThat(mails).isEmpty();
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
    start(builder().enableTLS().requireTLS().startTlsSocketFactory(context));
  }

  /** On every address of this machine, so that it can be called by one that is not in its name. */
  private SMTPServer.Builder builder() {
    return new SMTPServer.Builder()
        .port(0)
        .authenticationHandlerFactory(
            new EasyAuthenticationHandlerFactory(
                (user, password, context) -> signIn(user, password)))
        .messageHandler(
            (context, from, to, data) -> mails.add(new String(data, StandardCharsets.UTF_8)));
  }

  private void signIn(String user, String password) throws LoginFailedException {
    signedIn.add(user + ":" + password);
  }

  private void start(SMTPServer.Builder builder) {
    SMTPServer started = builder.build();
    started.start();
    server = started;
  }

  private SmtpChannel channel(String host, @Nullable Path authorities) {
    return new SmtpChannel(
        new SmtpSettings(
            host,
            Objects.requireNonNull(server).getPortAllocated(),
            "alerts@vigie.test",
            "vigie",
            "secret",
            true,
            authorities),
        Clock.fixed(now, ZoneOffset.UTC));
  }
}
