package vigie.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vigie.cli.client.ApiException;

/** What an import does while the API does not take its messages. */
class HttpReadingsTest {
  private static final Message MESSAGE =
      new Message("readings", "{}".getBytes(StandardCharsets.UTF_8));

  private final Deque<Integer> answers = new ArrayDeque<>();
  private final List<Duration> pauses = new ArrayList<>();
  private HttpServer api;

  @BeforeEach
  void serve() throws IOException {
    api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    api.createContext(
        "/devices/watch-1/readings",
        exchange -> {
          int status = answers.size() > 1 ? answers.remove() : answers.element();
          byte[] body = "{\"received\": 3, \"accepted\": 3}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    api.start();
  }

  @AfterEach
  void stop() {
    api.stop(0);
  }

  @Test
  void aMessageIsSentAgainAfterEverLongerPausesUntilItIsTaken() {
    answers.addAll(List.of(503, 503, 503, 200));

    assertThat(target().send(MESSAGE).accepted()).isEqualTo(3);

    assertThat(pauses)
        .containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  @Test
  void anImportEndsWhenTheApiStaysUnavailable() {
    answers.add(503);

    assertThatThrownBy(() -> target().send(MESSAGE))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("does not take readings at the moment (503");
  }

  @Test
  void whatTheApiRefusesIsNotSentAgain() {
    answers.add(401);

    assertThatThrownBy(() -> target().send(MESSAGE))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("was refused: 401");
    assertThat(pauses).isEmpty();
  }

  private HttpReadings target() {
    URI base = URI.create("http://127.0.0.1:" + api.getAddress().getPort());
    return new HttpReadings(base, "watch-1", "secret", false, pauses::add);
  }
}
