package vigie.api.watchdog;

import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** The synthetic patient's device: sends over HTTP with its own secret, as any device may. */
@Singleton
final class HttpProbeDevice {
  /** The answer to a secret that is not the device's, or no longer. */
  static final String BAD_SECRET = "HTTP 401";

  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private final Provider<EmbeddedServer> server;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  HttpProbeDevice(Provider<EmbeddedServer> server) {
    this.server = server;
  }

  /**
   * Sends a fall that was measured at this time.
   *
   * @return why it was not taken; empty when Kafka has it
   */
  Optional<String> fall(String device, String secret, Instant measured) {
    String basic =
        Base64.getEncoder()
            .encodeToString((device + ":" + secret).getBytes(StandardCharsets.UTF_8));
    URI address = server.get().getURI().resolve("/devices/" + device + "/readings?format=json");
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .header("Authorization", "Basic " + basic)
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"ts\":" + measured.toEpochMilli() + ",\"values\":{\"fall\":\"fall\"}}"))
            .build();
    try {
      HttpResponse<Void> answer = client.send(request, HttpResponse.BodyHandlers.discarding());
      return answer.statusCode() == 200
          ? Optional.empty()
          : Optional.of("HTTP " + answer.statusCode());
    } catch (IOException e) {
      return Optional.of(e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }
}
