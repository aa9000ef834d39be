package vigie.transport;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * In production nothing crosses a network in clear: each way of a program is over TLS, with the
 * other side's certificate checked, or does not leave this machine (C-98). Pure: a host is judged
 * as it is written, and what cannot be read is taken for open.
 */
public final class ClosedTransport {
  /** The setting that says whether real patients are served: {@code research} or production. */
  public static final String MODE = "VIGIE_MODE";

  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|::1|\\[::1]");
  private static final String JDBC = "jdbc:postgresql:";
  private static final String SSL_MODE = "sslmode=";
  private static final String TUNNEL =
      "; run it on this machine, or give the near end, on loopback, of a tunnel that encrypts";

  private ClosedTransport() {}

  /**
   * Whether real patients are served.
   *
   * @throws IllegalArgumentException naming the setting, when it is neither of the two
   */
  public static boolean production(Map<String, String> environment) {
    String mode = environment.getOrDefault(MODE, "").strip();
    return switch (mode) {
      case "", "research" -> false;
      case "production" -> true;
      default ->
          throw new IllegalArgumentException(
              MODE + " must be research or production, was '" + mode + "'");
    };
  }

  /** Whether this host, as it is written, is this machine. */
  public static boolean loopback(@Nullable String host) {
    return host != null && LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
  }

  /**
   * What is wrong with the addresses of a server to which our client speaks without TLS, as all do
   * to Kafka; null for nothing.
   *
   * @param setting that they come from
   * @param servers {@code host:port}, several with commas
   */
  public static @Nullable String inClear(String setting, String servers) {
    for (String server : servers.split(",", -1)) {
      if (!loopback(host(server))) {
        return setting + " leads in clear to '" + server.strip() + "'" + TUNNEL;
      }
    }
    return null;
  }

  /** What is wrong with the store's JDBC address, PostgreSQL's; null for nothing. */
  public static @Nullable String database(String url) {
    int query = url.indexOf('?');
    String place = query < 0 ? url : url.substring(0, query);
    List<String> parameters =
        query < 0 ? List.of() : Arrays.asList(url.substring(query + 1).split("&", -1));
    if (verified(parameters)
        || (here(place) && parameters.stream().noneMatch(ClosedTransport::leadsElsewhere))) {
      return null;
    }
    return "VIGIE_DB_URL leads to another machine without TLS that is checked: add"
        + " sslmode=verify-full (and sslrootcert, where the authority is your own)";
  }

  /**
   * What is wrong with an address; null for nothing.
   *
   * @param setting that it comes from
   * @param scheme the one that is encrypted, such as {@code https}
   */
  public static @Nullable String address(String setting, String address, String scheme) {
    int begin = address.indexOf("://");
    String rest = begin < 0 ? address : address.substring(begin + 3);
    String authority = rest.split("[/?#]", 2)[0];
    if ((begin >= 0 && address.substring(0, begin).equalsIgnoreCase(scheme))
        || loopback(host(authority))) {
      return null;
    }
    return setting + " leads to another machine in clear: it must begin with " + scheme + "://";
  }

  /**
   * What is wrong with where a program listens without TLS; null for nothing.
   *
   * @param setting that it comes from
   */
  public static @Nullable String listening(String setting, String host) {
    return loopback(host)
        ? null
        : setting
            + " is '"
            + host
            + "', where others are answered in clear: listen on 127.0.0.1, and let a proxy of this"
            + " machine speak TLS to the outside";
  }

  private static boolean verified(List<String> parameters) {
    return parameters.stream()
            .filter(each -> each.startsWith(SSL_MODE))
            .toList()
            .equals(List.of(SSL_MODE + "verify-full"))
        // One of its own would check what it likes.
        && parameters.stream()
            .noneMatch(each -> name(each).matches("sslfactory|sslhostnameverifier"));
  }

  private static boolean leadsElsewhere(String parameter) {
    return name(parameter).matches("pghost|service|socketfactory");
  }

  private static String name(String parameter) {
    return parameter.split("=", 2)[0].toLowerCase(Locale.ROOT);
  }

  /** Without a host the driver takes this machine. */
  private static boolean here(String place) {
    if (!place.startsWith(JDBC + "//")) {
      return place.startsWith(JDBC);
    }
    String authority = place.substring(JDBC.length() + 2).split("/", 2)[0];
    return Arrays.stream(authority.split(",", -1))
        .map(ClosedTransport::host)
        .allMatch(host -> host.isEmpty() || loopback(host));
  }

  /** Without the port. */
  private static String host(String authority) {
    return authority.strip().replaceFirst(":[0-9]+$", "");
  }
}
