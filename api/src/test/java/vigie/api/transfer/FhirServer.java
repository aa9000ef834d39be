package vigie.api.transfer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import vigie.authority.BouncyCastleAuthority;

/**
 * Another provider's HTTPS server with a certificate of an authority of its own: notes what it is
 * sent, and answers with the status that the first part of the path names.
 */
final class FhirServer implements AutoCloseable {
  private static final String PASSWORD = "of the server's keys";

  private final BouncyCastleAuthority authority;
  private final HttpsServer server;
  private final List<Call> calls = new CopyOnWriteArrayList<>();

  /** One call as it came. */
  record Call(String path, String type, String authorization, String body) {}

  FhirServer() {
    try {
      Path folder = Files.createTempDirectory("vigie-fhir-server");
      Instant now = Instant.now();
      authority = BouncyCastleAuthority.in(folder.resolve("authority"), now);
      KeyStore keys = authority.server(PASSWORD, now);
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(keys, PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(context));
      server.createContext("/", this::answer);
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How the API is told to trust it and to call it. */
  Map<String, String> settings() {
    return Map.of(
        "VIGIE_WEBHOOK_CA",
        authority.certificateFile().toString(),
        "VIGIE_WEBHOOK_NETWORKS",
        "127.0.0.0/8,::1/128");
  }

  /** An address that answers with this status. */
  String answering(int status) {
    return "https://localhost:" + server.getAddress().getPort() + "/" + status;
  }

  List<Call> calls() {
    return List.copyOf(calls);
  }

  void forget() {
    calls.clear();
  }

  private void answer(HttpExchange exchange) throws IOException {
    calls.add(
        new Call(
            exchange.getRequestURI().getPath(),
            exchange.getRequestHeaders().getFirst("Content-Type"),
            String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    exchange.sendResponseHeaders(
        Integer.parseInt(exchange.getRequestURI().getPath().substring(1)), -1);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
