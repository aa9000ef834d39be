package vigie.api.notify;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import vigie.alert.Delivery;

/** Mail, one connection per message. Each step of the dialogue waits ten seconds at most. */
final class SmtpChannel implements DeliveryChannel {
  private static final String TIMEOUT_MILLIS = "10000";
  private static final int REPLY_LENGTH_MAX = 3;

  private final SmtpSettings settings;
  private final Session session;
  private final Clock clock;

  SmtpChannel(SmtpSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.host", settings.host() == null ? "" : settings.host());
    properties.setProperty("mail.smtp.port", Integer.toString(settings.port()));
    properties.setProperty("mail.smtp.connectiontimeout", TIMEOUT_MILLIS);
    properties.setProperty("mail.smtp.timeout", TIMEOUT_MILLIS);
    properties.setProperty("mail.smtp.writetimeout", TIMEOUT_MILLIS);
    properties.setProperty("mail.smtp.auth", Boolean.toString(settings.username() != null));
    properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(settings.startTls()));
    properties.setProperty("mail.smtp.starttls.required", Boolean.toString(settings.startTls()));
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    if (settings.startTls()) {
      properties.put(
          "mail.smtp.ssl.socketFactory", WebhookTrust.of(SmtpSettings.CA, settings.authorities()));
    }
    session = Session.getInstance(properties);
  }

  @Override
  public Delivery.Channel kind() {
    return Delivery.Channel.MAIL;
  }

  @Override
  public boolean reaches(Recipient recipient) {
    return settings.host() != null && recipient.email() != null;
  }

  @Override
  public String send(Recipient recipient, Message message) throws NotDelivered {
    try (Transport transport = session.getTransport("smtp")) {
      MimeMessage mail = mail(recipient, message);
      transport.connect(settings.username(), settings.password());
      transport.sendMessage(mail, mail.getAllRecipients());
      return "accepted by the mail server";
    } catch (AuthenticationFailedException e) {
      throw new NotDelivered("the mail server refused our sign-in", false);
    } catch (SendFailedException e) {
      Address[] invalid = e.getInvalidAddresses();
      boolean lasting = invalid != null && invalid.length > 0;
      throw new NotDelivered("the mail server refused it" + reply(e), lasting);
    } catch (MessagingException e) {
      throw new NotDelivered(
          caused(e, SocketTimeoutException.class)
              ? "the mail server did not answer in time"
              : caused(e, IOException.class)
                  ? "the mail server could not be reached"
                  : "the mail server refused it" + reply(e),
          false);
    }
  }

  // Mail's own way to tell the time.
  @SuppressWarnings("JavaUtilDate")
  private MimeMessage mail(Recipient recipient, Message message) throws MessagingException {
    MimeMessage mail =
        new MimeMessage(session) {
          @Override
          protected void updateMessageID() throws MessagingException {
            // The same notification sent again is the same mail.
            setHeader("Message-ID", "<" + message.notification() + "@vigie>");
          }
        };
    mail.setFrom(new InternetAddress(settings.from()));
    mail.setRecipient(
        jakarta.mail.Message.RecipientType.TO,
        new InternetAddress(String.valueOf(recipient.email()), true));
    mail.setSubject(MessageText.oneLine(message.subject()), StandardCharsets.UTF_8.name());
    mail.setText(message.text(), StandardCharsets.UTF_8.name());
    mail.setSentDate(Date.from(clock.instant()));
    mail.setHeader("Auto-Submitted", "auto-generated");
    mail.setHeader("X-Vigie-Notification", message.notification().toString());
    return mail;
  }

  /** The server's three-digit reply; its words may repeat the address. */
  private static String reply(MessagingException failure) {
    String text = String.valueOf(failure.getMessage());
    for (Exception next = failure; next instanceof MessagingException m; ) {
      text = String.valueOf(m.getMessage());
      next = m.getNextException();
    }
    return text.matches("(?s)[245][0-9]{2}.*") ? ": " + text.substring(0, REPLY_LENGTH_MAX) : "";
  }

  private static boolean caused(MessagingException failure, Class<?> kind) {
    for (@Nullable Exception next = failure; next != null; ) {
      if (kind.isInstance(next)) {
        return true;
      }
      next = next instanceof MessagingException m ? m.getNextException() : null;
    }
    return false;
  }
}
