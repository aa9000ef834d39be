package vigie.api.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import vigie.api.ApiClient;

/** An open stream as a browser reads it. */
public final class EventStream implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final List<Frame> frames = new CopyOnWriteArrayList<>();
  private final CountDownLatch opened = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final InputStream body;
  private final int status;

  /**
   * Opens it and waits for its first sign of life, where it is not refused.
   *
   * @param lastId where to go on; null for from now on
   */
  public EventStream(ApiClient client, String path, @Nullable String lastId) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(client.base().resolve(path))
            .timeout(Duration.ofSeconds(30))
            .header("Accept", "text/event-stream")
            .header("Purpose-Of-Use", "ALERTING")
            .header("Authorization", "Bearer " + client.token());
    if (lastId != null) {
      request.header("Last-Event-ID", lastId);
    }
    HttpResponse<InputStream> response =
        HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    body = response.body();
    status = response.statusCode();
    Thread reader = new Thread(this::read, "event-stream");
    reader.setDaemon(true);
    reader.start();
    if (status == 200 && !opened.await(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the stream gave no sign of life");
    }
  }

  private void read() {
    String id = "";
    String name = "";
    List<String> data = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(":")) {
          opened.countDown();
        } else if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("event: ")) {
          name = line.substring(7);
        } else if (line.startsWith("data: ")) {
          data.add(line.substring(6));
        } else if (line.isEmpty() && !name.isEmpty()) {
          frames.add(new Frame(id, name, String.join("\n", data)));
          name = "";
          data.clear();
        }
      }
    } catch (IOException e) {
      // Closed by the test.
      return;
    } finally {
      ended.countDown();
    }
  }

  /** How the request was answered. */
  public int status() {
    return status;
  }

  /** The events so far. */
  public List<Frame> frames() {
    return frames;
  }

  /** Counted down at its end. */
  public CountDownLatch ended() {
    return ended;
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
