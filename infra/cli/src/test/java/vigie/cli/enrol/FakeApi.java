package vigie.cli.enrol;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An API that says yes, keeps usernames unique, wants a physician's number and writes down what it
 * was asked.
 */
final class FakeApi implements AutoCloseable {
  private static final Pattern USERNAME = Pattern.compile("\"username\":\"([^\"]+)\"");

  private static final Pattern RPPS = Pattern.compile("\"identifier\":\"[0-9]{11}\"");

  final List<String> requests = new CopyOnWriteArrayList<>();
  private final Map<String, UUID> people = new HashMap<>();
  private final HttpServer server;

  FakeApi() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    people.put("operator", UUID.randomUUID());
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    requests.add(request);
    if (request.equals("POST /sign-in")) {
      UUID person = people.get(username(body));
      send(
          exchange,
          person == null ? 401 : 200,
          "{\"access_token\":\"t\",\"expires_in\":900,\"person\":\"" + person + "\"}");
    } else if (request.equals("POST /people")
        && body.contains("\"role\":\"PHYSICIAN\"")
        && !RPPS.matcher(body).find()) {
      send(exchange, 422, "{\"code\":\"INVALID\"}");
    } else if (request.equals("POST /people")) {
      boolean fresh = people.putIfAbsent(username(body), UUID.randomUUID()) == null;
      send(
          exchange,
          fresh ? 201 : 409,
          fresh ? "{\"id\":\"" + people.get(username(body)) + "\"}" : "{\"code\":\"CONFLICT\"}");
    } else if (request.startsWith("GET") && request.endsWith("/channels")) {
      send(
          exchange,
          200,
          "[{\"channel\":\"MAIL\",\"verifiedAt\":\"2026-11-22T10:00:00Z\"},"
              + "{\"channel\":\"WEBHOOK\",\"verifiedAt\":null}]");
    } else if (request.contains("/devices/")) {
      send(exchange, 201, "{\"secret\":\"s-" + requests.size() + "\"}");
    } else {
      send(exchange, 200, "{}");
    }
  }

  private static String username(String body) {
    Matcher matcher = USERNAME.matcher(body);
    return matcher.find() ? matcher.group(1) : "";
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
