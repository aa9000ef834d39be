package vigie.api.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls to a server that answers whatever the test wants, byte by byte. */
class WebhookCallTest {
  private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());

  WebhookCallTest() throws IOException {}

  @AfterEach
  void stop() throws IOException {
    server.close();
    timer.shutdownNow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTP/1.1 204 No Content                                  | 204",
        "HTTP/1.0 200                                             | 200",
        "HTTP/1.1 302 Found;Location: http://10.0.0.1/            | 302",
        "HTTP/1.1 103 Early Hints;Link: x;;HTTP/1.1 500 Sorry     | 500",
      })
  void theStatusIsReadAndNoRedirectIsFollowed(String answer, int status) throws Exception {
    CompletableFuture<String> request = answering(answer.replace(";", "\r\n") + "\r\n\r\n");

    assertThat(call(Duration.ofSeconds(10), "/a?b=c")).isEqualTo(status);
    assertThat(request.get())
        .startsWith("POST /a?b=c HTTP/1.1\r\nHost: vigie.test:" + server.getLocalPort() + "\r\n")
        .contains("\r\nContent-Length: 2\r\n", "\r\nX-Test: yes\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "SSH-2.0-OpenSSH\r\n", "HTTP/2 200\r\n", "HTTP/1.1 9\r\n"})
  void whatIsNoAnswerIsAFailure(String answer) {
    var unused = answering(answer);

    assertThatThrownBy(() -> call(Duration.ofSeconds(10), "")).isInstanceOf(IOException.class);
  }

  @Test
  void aLineWithoutEndIsNotReadForEver() {
    var unused = answering("x".repeat(100_000));

    assertThatThrownBy(() -> call(Duration.ofSeconds(10), ""))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("too long");
  }

  @Test
  void aServerThatTakesTheCallAndSaysNothingIsLeftInTime() {
    CountDownLatch held = new CountDownLatch(1);
    var unused =
        CompletableFuture.runAsync(
            () -> {
              try {
                Socket silent = server.accept();
                held.await();
                silent.close();
              } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });

    assertThatThrownBy(() -> call(Duration.ofMillis(200), "")).isInstanceOf(TimeoutException.class);
    held.countDown();
  }

  private int call(Duration timeout, String path) throws IOException, TimeoutException {
    // The name is never looked up: the address is the one that was judged.
    return new WebhookCall(WebhookTrust.of("VIGIE_WEBHOOK_CA", null), timer, timeout)
        .post(
            URI.create("http://vigie.test:" + server.getLocalPort() + path),
            InetAddress.getLoopbackAddress(),
            Map.of("X-Test", "yes"),
            BODY);
  }

  /** Takes one call, answers with these bytes, and gives what was asked. */
  private CompletableFuture<String> answering(String answer) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (Socket socket = server.accept()) {
            StringBuilder request = new StringBuilder();
            while (request.indexOf("\r\n\r\n{}") < 0) {
              int next = socket.getInputStream().read();
              if (next < 0) {
                throw new IllegalStateException("the call ends within " + request);
              }
              request.append((char) next);
            }
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            return request.toString();
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
