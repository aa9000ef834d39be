package vigie.cli.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A webhook's receiver on loopback. It checks the signature as a customer would: HMAC-SHA256 under
 * the shared secret over the timestamp, a dot and the body; it shares no code with the sender.
 */
final class HttpWebhookSink implements AutoCloseable {
  private static final int NO_CONTENT = 204;
  private static final int UNAUTHORIZED = 401;
  private static final int NO_BODY = -1;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final String secret;
  private final Clock clock;
  private final Consumer<ReceivedWebhook> listener;

  /**
   * Starts it.
   *
   * @param port 0 for any free one
   * @param listener called on the server's threads
   */
  HttpWebhookSink(int port, String secret, Clock clock, Consumer<ReceivedWebhook> listener) {
    this.secret = secret;
    this.clock = clock;
    this.listener = listener;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("port " + port + " for the webhook sink is not free", e);
    }
    server.createContext("/alerts", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/alerts");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      boolean signed =
          signed(
              exchange.getRequestHeaders().getFirst("Vigie-Timestamp"),
              exchange.getRequestHeaders().getFirst("Vigie-Signature"),
              body);
      listener.accept(
          new ReceivedWebhook(new String(body, StandardCharsets.UTF_8), signed, clock.instant()));
      exchange.sendResponseHeaders(signed ? NO_CONTENT : UNAUTHORIZED, NO_BODY);
    }
  }

  private boolean signed(@Nullable String timestamp, @Nullable String signature, byte[] body) {
    if (timestamp == null || signature == null) {
      return false;
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
      String expected = "v1=" + HexFormat.of().formatHex(mac.doFinal(body));
      return MessageDigest.isEqual(
          expected.getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
