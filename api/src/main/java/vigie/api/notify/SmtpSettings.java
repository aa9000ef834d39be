package vigie.api.notify;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How mail leaves.
 *
 * @param host the mail server; null when mail is not set up: then nobody is reached by mail
 * @param port its port
 * @param from the sender's address
 * @param username signs in with it; null for a server that asks for none
 * @param password of that user
 * @param startTls whether TLS is demanded before anything else is said
 * @param authorities certificates, PEM, of authorities that may vouch for the mail server beside
 *     the platform's; null for none
 */
public record SmtpSettings(
    @Nullable String host,
    int port,
    String from,
    @Nullable String username,
    @Nullable String password,
    boolean startTls,
    @Nullable Path authorities) {
  static final String CA = "VIGIE_SMTP_CA";

  private static final int SUBMISSION_PORT = 587;
  private static final int PLAIN_PORT = 25;
  private static final int PORT_MAX = 65_535;

  /**
   * Reads {@code VIGIE_SMTP_HOST}, {@code _PORT}, {@code _FROM}, {@code _USERNAME}, {@code
   * _PASSWORD}, {@code _CA} and {@code _STARTTLS} (true or false; true when there is a user name).
   *
   * @throws IllegalArgumentException naming the setting, its value and the remedy
   */
  public static SmtpSettings of(Map<String, String> environment) {
    String username = text(environment, "VIGIE_SMTP_USERNAME");
    String password = text(environment, "VIGIE_SMTP_PASSWORD");
    String startTls = text(environment, "VIGIE_SMTP_STARTTLS");
    if (startTls != null && !startTls.equals("true") && !startTls.equals("false")) {
      throw new IllegalArgumentException(
          "VIGIE_SMTP_STARTTLS must be true or false, was '" + startTls + "'");
    }
    boolean tls = startTls == null ? username != null : startTls.equals("true");
    if (username != null && password == null) {
      throw new IllegalArgumentException(
          "VIGIE_SMTP_USERNAME is set but VIGIE_SMTP_PASSWORD is not: set both or none");
    }
    String from = text(environment, "VIGIE_SMTP_FROM");
    if (from != null && !from.matches("[^@\\s<>\"]+@[^@\\s<>\"]+")) {
      throw new IllegalArgumentException(
          "VIGIE_SMTP_FROM must look like name@host, was '" + from + "'");
    }
    String authorities = text(environment, CA);
    return new SmtpSettings(
        text(environment, "VIGIE_SMTP_HOST"),
        port(environment, tls ? SUBMISSION_PORT : PLAIN_PORT),
        from == null ? "vigie@localhost" : from,
        username,
        password,
        tls,
        authorities == null ? null : Path.of(authorities));
  }

  private static int port(Map<String, String> environment, int otherwise) {
    String text = text(environment, "VIGIE_SMTP_PORT");
    if (text == null) {
      return otherwise;
    }
    if (text.matches("[0-9]{1,5}")) {
      int port = Integer.parseInt(text);
      if (port >= 1 && port <= PORT_MAX) {
        return port;
      }
    }
    throw new IllegalArgumentException(
        "VIGIE_SMTP_PORT must be a whole number from 1 to 65535, was '" + text + "'");
  }

  private static @Nullable String text(Map<String, String> environment, String name) {
    String value = environment.get(name);
    return value == null || value.isBlank() ? null : value.strip();
  }
}
