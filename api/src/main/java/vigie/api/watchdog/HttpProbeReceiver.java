package vigie.api.watchdog;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vigie.api.DaemonThreads;
import vigie.api.notify.WebhookSignature;

/**
 * Where the synthetic people's messages arrive: a webhook of this program's own on loopback, that
 * does what every receiver should: takes nothing whose signature or time is not right. Safe for
 * many threads.
 */
@Singleton
final class HttpProbeReceiver {
  private static final Pattern CODE = Pattern.compile("\"code\":\"([0-9]{10})\"");
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);
  private static final int BODY_BYTES_MAX = 1 << 20;
  private static final int KEPT = 50;
  private static final int SECRET_BYTES = 24;

  private final Clock clock;
  private final String secret;
  private final Deque<String> bodies = new ArrayDeque<>();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(DaemonThreads.named("watchdog-receiver"));
  private @Nullable HttpServer server;

  HttpProbeReceiver(Clock clock) {
    this.clock = clock;
    byte[] random = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(random);
    this.secret = HexFormat.of().formatHex(random);
  }

  /** Begins to listen, at a port that is free. */
  synchronized void start() {
    try {
      HttpServer started =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      started.setExecutor(threads);
      started.createContext("/", this::take);
      started.start();
      server = started;
    } catch (IOException e) {
      throw new UncheckedIOException("the watchdog cannot listen on loopback", e);
    }
  }

  /** Where it listens. */
  synchronized URI address() {
    HttpServer started = server;
    if (started == null) {
      throw new IllegalStateException("start comes first");
    }
    InetSocketAddress at = started.getAddress();
    return URI.create("http://" + literal(at.getAddress()) + ":" + at.getPort() + "/watchdog");
  }

  /** The secret that signs what comes here. */
  String secret() {
    return secret;
  }

  /** Whether a message about this alert has come. */
  synchronized boolean hasMessageOf(UUID alert) {
    return bodies.stream().anyMatch(body -> body.contains(alert.toString()));
  }

  /** The newest code that has come, which it then forgets. */
  synchronized Optional<String> takeCode() {
    for (String body : bodies) {
      Matcher code = CODE.matcher(body);
      if (code.find()) {
        bodies.remove(body);
        return Optional.of(code.group(1));
      }
    }
    return Optional.empty();
  }

  private void take(HttpExchange exchange) throws IOException {
    try {
      byte[] body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX);
      String signature = exchange.getRequestHeaders().getFirst(WebhookSignature.SIGNATURE_HEADER);
      String signedAt = exchange.getRequestHeaders().getFirst(WebhookSignature.TIMESTAMP_HEADER);
      if (signature == null || signedAt == null || !isOurs(signature, signedAt, body)) {
        exchange.sendResponseHeaders(403, -1);
        return;
      }
      synchronized (this) {
        bodies.addFirst(new String(body, StandardCharsets.UTF_8));
        if (bodies.size() > KEPT) {
          bodies.removeLast();
        }
      }
      exchange.sendResponseHeaders(204, -1);
    } finally {
      exchange.close();
    }
  }

  private boolean isOurs(String signature, String signedAt, byte[] body) {
    Instant at;
    try {
      at = Instant.ofEpochSecond(Long.parseLong(signedAt));
    } catch (RuntimeException e) {
      return false;
    }
    return Duration.between(at, clock.instant()).abs().compareTo(CLOCK_TOLERANCE) <= 0
        && MessageDigest.isEqual(
            signature.getBytes(StandardCharsets.UTF_8),
            WebhookSignature.of(secret, at, body).getBytes(StandardCharsets.UTF_8));
  }

  private static String literal(InetAddress address) {
    String text = address.getHostAddress();
    return text.contains(":") ? "[" + text + "]" : text;
  }

  @PreDestroy
  synchronized void close() {
    if (server != null) {
      server.stop(0);
    }
    threads.shutdownNow();
  }
}
