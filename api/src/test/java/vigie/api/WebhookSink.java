package vigie.api;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A physician's own HTTP server: takes the code that proves it, notes every other call, and answers
 * that as the call's path asks.
 */
public final class WebhookSink implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final List<Call> codes = new CopyOnWriteArrayList<>();

  /** One call as it came. */
  public record Call(String path, Headers headers, String body) {
    /** Its first value of a header. */
    public String header(String name) {
      return headers.getFirst(name);
    }
  }

  /** Starts it. */
  public WebhookSink() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** An address that answers with this status. */
  public String answering(int status, String name) {
    return address() + "/" + status + "/" + name;
  }

  /** An address whose answer is accepted at once, and never ends. */
  public String neverEnding(String name) {
    return address() + "/endless/" + name;
  }

  /** The calls of one address so far. */
  public List<Call> calls(String name) {
    return calls.stream().filter(call -> call.path().endsWith("/" + name)).toList();
  }

  /** The calls of one address that brought a code. */
  public List<Call> codes(String name) {
    return codes.stream().filter(call -> call.path().endsWith("/" + name)).toList();
  }

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Call call = new Call(path, exchange.getRequestHeaders(), body);
    if (body.contains("\"kind\":\"VERIFICATION\"")) {
      codes.add(call);
      exchange.sendResponseHeaders(204, -1);
      exchange.close();
      return;
    }
    calls.add(call);
    String asked = path.split("/", -1)[1];
    if (asked.equals("endless")) {
      exchange.sendResponseHeaders(200, 0);
      return; // The exchange stays open.
    }
    exchange.sendResponseHeaders(Integer.parseInt(asked), -1);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
