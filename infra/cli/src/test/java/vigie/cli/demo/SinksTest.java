package vigie.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class SinksTest {
  private static final String BODY = "{\"subject\":\"x\"}";

  @Test
  void aMailReallySentArrivesWithSubjectAndText() throws MessagingException {
    List<ReceivedMail> mails = new CopyOnWriteArrayList<>();
    try (SmtpSink sink = new SmtpSink(0, Clock.systemUTC(), mails::add)) {
      send(sink, "Prévenir Alpha", "Contactez Alpha, s'il vous plaît.");
      await().until(() -> !mails.isEmpty());
    }
    assertThat(mails.get(0).to()).contains("contact@vigie.example");
    assertThat(mails.get(0).subject()).isEqualTo("Prévenir Alpha");
    assertThat(mails.get(0).text()).contains("Contactez Alpha, s'il vous plaît.");
  }

  @Test
  void aCodeIsReadWhereItArrives() throws MessagingException, InterruptedException {
    ReceivedCodes codes = new ReceivedCodes();
    List<ReceivedMail> others = new CopyOnWriteArrayList<>();
    try (SmtpSink sink =
        new SmtpSink(
            0,
            Clock.systemUTC(),
            mail -> {
              if (!codes.take(mail)) {
                others.add(mail);
              }
            })) {
      send(sink, "Alerte", "Contactez Alpha.");
      send(sink, "Vigie : code de vérification", "Code : 0123456789\nIl vaut 15 minutes.\n");
      assertThat(codes.mailedTo("contact@vigie.example")).isEqualTo("0123456789");
    }
    assertThat(others).extracting(ReceivedMail::subject).containsExactly("Alerte");
  }

  @Test
  void aCodeInACallCountsOnlyUnderItsSignature() throws InterruptedException {
    ReceivedCodes codes = new ReceivedCodes();
    String body = "{\"kind\":\"VERIFICATION\",\"code\":\"0123456789\"}";
    assertThat(codes.take(new ReceivedWebhook(body, false, Instant.EPOCH))).isFalse();
    assertThat(codes.take(new ReceivedWebhook("{}", true, Instant.EPOCH))).isFalse();
    assertThat(codes.take(new ReceivedWebhook(body, true, Instant.EPOCH))).isTrue();
    assertThat(codes.called()).isEqualTo("0123456789");
  }

  @Test
  void aWebhookIsVerifiedByItsSignature()
      throws IOException, InterruptedException, GeneralSecurityException {
    List<ReceivedWebhook> calls = new CopyOnWriteArrayList<>();
    try (HttpWebhookSink sink = new HttpWebhookSink(0, "shared", Clock.systemUTC(), calls::add)) {
      assertThat(post(sink.address(), signature("shared", "1700000000"))).isEqualTo(204);
      assertThat(post(sink.address(), signature("other", "1700000000"))).isEqualTo(401);
      assertThat(post(sink.address(), "v1=")).isEqualTo(401);
    }
    assertThat(calls).extracting(ReceivedWebhook::signed).containsExactly(true, false, false);
  }

  private static void send(SmtpSink sink, String subject, String text) throws MessagingException {
    Properties settings = new Properties();
    settings.put("mail.smtp.host", "127.0.0.1");
    settings.put("mail.smtp.port", Integer.toString(sink.port()));
    MimeMessage mail = new MimeMessage(Session.getInstance(settings));
    mail.setFrom("vigie@vigie.example");
    mail.setRecipient(Message.RecipientType.TO, new InternetAddress("contact@vigie.example"));
    mail.setSubject(subject, StandardCharsets.UTF_8.name());
    mail.setText(text, StandardCharsets.UTF_8.name());
    Transport.send(mail);
  }

  private static int post(URI address, String signature) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(address)
                .header("Vigie-Timestamp", "1700000000")
                .header("Vigie-Signature", signature)
                .POST(HttpRequest.BodyPublishers.ofString(BODY))
                .build(),
            BodyHandlers.discarding())
        .statusCode();
  }

  private static String signature(String secret, String timestamp) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return "v1="
        + HexFormat.of()
            .formatHex(mac.doFinal((timestamp + "." + BODY).getBytes(StandardCharsets.UTF_8)));
  }
}
