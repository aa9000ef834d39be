package vigie.cli.demo;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.util.Properties;
import java.util.function.Consumer;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server on loopback that keeps nothing and tells each mail to a listener. */
final class SmtpSink implements AutoCloseable {
  private final SMTPServer server;

  /**
   * Starts it.
   *
   * @param port 0 for any free one
   * @param listener called on the server's threads
   */
  SmtpSink(int port, Clock clock, Consumer<ReceivedMail> listener) {
    server =
        SMTPServer.port(port)
            .bindAddress(InetAddress.getLoopbackAddress())
            .hostName("localhost")
            .messageHandler((context, from, to, data) -> listener.accept(read(to, data, clock)))
            .build();
    server.start();
  }

  int port() {
    return server.getPortAllocated();
  }

  @Override
  public void close() {
    server.stop();
  }

  private static ReceivedMail read(String to, byte[] data, Clock clock) {
    try {
      MimeMessage mail =
          new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(data));
      String subject = mail.getSubject();
      return new ReceivedMail(to, subject == null ? "" : subject, text(mail), clock.instant());
    } catch (MessagingException | IOException e) {
      return new ReceivedMail(to, "(unreadable)", String.valueOf(e.getMessage()), clock.instant());
    }
  }

  private static String text(Part part) throws MessagingException, IOException {
    Object content = part.getContent();
    if (content instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        BodyPart one = parts.getBodyPart(i);
        if (one.isMimeType("text/plain")) {
          return text(one);
        }
      }
      return "";
    }
    return String.valueOf(content);
  }
}
