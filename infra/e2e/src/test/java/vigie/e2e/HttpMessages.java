package vigie.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the physicians' webhooks lead: which patients they tell of, and when. */
final class HttpMessages implements AutoCloseable {
  static final String SECRET = "the secret of every physician's webhook";

  private static final Pattern CODE = Pattern.compile("\"code\":\"([0-9]{10})\"");
  private static final Pattern PATIENT =
      Pattern.compile("\"patient\":\\{\"id\":\"([0-9a-f-]{36})\"");
  private static final int NO_CONTENT = 204;
  private static final int NO_BODY = -1;

  /** A message about a patient that arrived. */
  record Arrived(UUID patient, Instant at) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final Clock clock = Clock.systemUTC();
  private final BlockingQueue<String> codes = new LinkedBlockingQueue<>();
  private final ConcurrentLinkedQueue<Arrived> messages = new ConcurrentLinkedQueue<>();

  HttpMessages() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /** The next code that proves an address. */
  String code() throws InterruptedException {
    String code = codes.poll(1, TimeUnit.MINUTES);
    if (code == null) {
      throw new IllegalStateException("no code came within a minute");
    }
    return code;
  }

  List<Arrived> arrived() {
    return List.copyOf(messages);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Matcher code = CODE.matcher(body);
      Matcher patient = PATIENT.matcher(body);
      if (code.find()) {
        codes.add(code.group(1));
      } else if (patient.find()) {
        messages.add(new Arrived(UUID.fromString(patient.group(1)), clock.instant()));
      }
      exchange.sendResponseHeaders(NO_CONTENT, NO_BODY);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
