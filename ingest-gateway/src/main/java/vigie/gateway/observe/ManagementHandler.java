package vigie.gateway.observe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Serves {@code GET /health} and {@code GET /prometheus} on loopback. */
public final class ManagementHandler implements AutoCloseable {
  private final HttpServer server;
  private final GatewayHealth health;
  private final Supplier<String> metrics;

  /**
   * Listens at once.
   *
   * @param port the port; 0 for any free one
   * @param health is asked at each request
   * @param metrics gives the metrics in Prometheus text format
   * @throws IOException when the port cannot be had
   */
  public ManagementHandler(int port, GatewayHealth health, Supplier<String> metrics)
      throws IOException {
    this.health = health;
    this.metrics = metrics;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 16);
    server.createContext("/", this::handle);
    server.start();
  }

  /** The port it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!exchange.getRequestMethod().equals("GET")) {
        answer(exchange, 405, "text/plain", "only GET\n");
        return;
      }
      switch (exchange.getRequestURI().getPath()) {
        case "/health" -> {
          Map<String, Optional<String>> parts = health.ask();
          boolean up = parts.values().stream().allMatch(Optional::isEmpty);
          answer(exchange, up ? 200 : 503, "application/json", json(up, parts));
        }
        case "/prometheus" -> answer(exchange, 200, "text/plain; version=0.0.4", metrics.get());
        default -> answer(exchange, 404, "text/plain", "there are /health and /prometheus\n");
      }
    }
  }

  private static String json(boolean up, Map<String, Optional<String>> parts) {
    return parts.entrySet().stream()
        .map(
            part ->
                quoted(part.getKey())
                    + part.getValue()
                        .map(problem -> ":{\"status\":\"DOWN\",\"problem\":" + quoted(problem))
                        .orElse(":{\"status\":\"UP\"")
                    + "}")
        .collect(
            Collectors.joining(
                ",", "{\"status\":\"" + (up ? "UP" : "DOWN") + "\",\"parts\":{", "}}\n"));
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else {
        quoted.append(c < ' ' ? ' ' : c);
      }
    }
    return quoted.append('"').toString();
  }

  private static void answer(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }
}
