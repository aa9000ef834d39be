package vigie.cli.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import vigie.local.Readiness;

/**
 * Asks a program for its health: 200 means that it serves; otherwise its own words are passed on.
 */
final class HttpReadiness implements Readiness {

  private static final int WORDS_MAX = 300;
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

  private final URI health;

  HttpReadiness(int port, String path) {
    this.health = URI.create("http://127.0.0.1:" + port + path);
  }

  @Override
  public Optional<String> problem() {
    HttpRequest request = HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(2)).build();
    try {
      HttpResponse<String> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() == 200) {
        return Optional.empty();
      }
      String words = answer.body().strip();
      return Optional.of(
          health
              + " answers "
              + answer.statusCode()
              + ": "
              + words.substring(0, Math.min(WORDS_MAX, words.length())));
    } catch (IOException e) {
      return Optional.of(health + " does not answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }
}
