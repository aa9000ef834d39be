package vigie.api;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A real mail server on a free port, whose letters can be read. */
public final class MailServer implements AutoCloseable {
  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  /** One that arrived. */
  public record Letter(String subject, String text) {}

  /** Starts it. */
  public MailServer() {
    server.start();
  }

  /** How the API is told of it. */
  public Map<String, String> settings() {
    return Map.of(
        "VIGIE_SMTP_HOST",
        "127.0.0.1",
        "VIGIE_SMTP_PORT",
        Integer.toString(server.getSmtp().getPort()));
  }

  /** The same, with networks that webhooks may lead to. */
  public Map<String, String> settings(String webhookNetworks) {
    Map<String, String> both = new HashMap<>(settings());
    both.put("VIGIE_WEBHOOK_NETWORKS", webhookNetworks);
    return both;
  }

  /** What has arrived at this address, oldest first. */
  public List<Letter> letters(String address) {
    while (true) {
      try {
        return server
            .findReceivedMessages(user -> user.getEmail().equals(address), message -> true)
            .map(MailServer::letter)
            .toList();
      } catch (ConcurrentModificationException e) {
        // The server reads its list without a lock, and a letter came meanwhile: read again.
      }
    }
  }

  /** The same, the texts alone. */
  public List<String> texts(String address) {
    return letters(address).stream().map(Letter::text).toList();
  }

  /** Gives the person this address, and proves it as they would. */
  public void reach(ApiClient.SignedIn person, String address) {
    ApiClient.Answer set =
        person.client().put(Codes.path(person.id(), "MAIL"), Map.of("address", address));
    if (set.status() != 200) {
      throw new IllegalStateException("the address was answered " + set);
    }
    Codes.verify(person.client(), person.id(), "MAIL", () -> texts(address));
  }

  private static Letter letter(MimeMessage message) {
    try {
      return new Letter(message.getSubject(), String.valueOf(message.getContent()));
    } catch (IOException | MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop();
  }
}
