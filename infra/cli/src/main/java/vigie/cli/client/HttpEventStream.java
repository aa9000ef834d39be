package vigie.cli.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A live feed, read on a thread of its own. When the connection ends, it is opened again from where
 * it ended, so no event is lost and one may come twice.
 */
public final class HttpEventStream implements AutoCloseable {
  private static final long RETRY_MILLIS = 500;
  private static final int OK = 200;

  private final HttpApi api;
  private final HttpSession session;
  private final String path;
  private final Consumer<ServerEvent> listener;
  private final EventLines lines = new EventLines();
  private final CountDownLatch opened = new CountDownLatch(1);
  private final Thread reader;
  private volatile boolean closed;
  private volatile @Nullable String lastProblem;

  /**
   * Opens a feed.
   *
   * @param path such as {@code /alerts/live}
   * @param listener called on the reading thread; must not block
   */
  public HttpEventStream(
      HttpApi api, HttpSession session, String path, Consumer<ServerEvent> listener) {
    this.api = api;
    this.session = session;
    this.path = path;
    this.listener = listener;
    this.reader = new Thread(this::read, "feed " + path);
    reader.setDaemon(true);
    reader.start();
  }

  /** Waits until the feed is open; throws ApiException when it is not in time. */
  public void awaitOpen(Duration patience) throws InterruptedException {
    if (!opened.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new ApiException(
          "GET " + path + " did not open: " + lastProblem, ApiException.UNREACHABLE, "");
    }
  }

  @Override
  public void close() {
    closed = true;
    reader.interrupt();
  }

  private void read() {
    while (!closed) {
      try {
        HttpResponse<Stream<String>> answer = api.events(session, path, lines.lastId());
        try (Stream<String> body = answer.body()) {
          if (answer.statusCode() == OK) {
            opened.countDown();
            for (Iterator<String> each = body.iterator(); each.hasNext() && !closed; ) {
              lines.line(each.next()).ifPresent(listener);
            }
            lastProblem = "the server ended it";
          } else {
            lastProblem = "status " + answer.statusCode();
          }
        }
        TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
      } catch (IOException | UncheckedIOException | ApiException e) {
        lastProblem = e.toString();
        pause();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed = true;
    }
  }
}
