package vigie.cli.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.HdrHistogram.Histogram;
import vigie.cli.client.HttpSession;

/**
 * Reads answers of the API to their end, each thread on a connection of its own that it keeps. The
 * client is the JDK's plain one, which blocks and costs little: it has to share the processor.
 */
final class HttpReads {
  private static final int BUFFER = 1 << 16;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final URI api;
  private final List<HttpSession> patients;

  /**
   * As these people, chosen at random.
   *
   * @param patients signed in, each of whom asks for their own data
   */
  HttpReads(URI api, List<HttpSession> patients) {
    this.api = api;
    this.patients = List.copyOf(patients);
  }

  /**
   * Asks again and again.
   *
   * @param path of what a patient reads
   */
  ReadResult run(Function<HttpSession, String> path, int connections, Duration time)
      throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    Histogram all = new Histogram(3);
    long begin = System.nanoTime();
    AtomicLong last = new AtomicLong(begin);
    Callable<Histogram> reader =
        () -> {
          Histogram micros = new Histogram(3);
          byte[] buffer = new byte[BUFFER];
          long now = System.nanoTime();
          while (now - begin < time.toNanos()) {
            HttpSession patient =
                patients.get(ThreadLocalRandom.current().nextInt(patients.size()));
            read(patient, path.apply(patient), buffer);
            long done = System.nanoTime();
            micros.recordValue((done - now) / 1000);
            now = done;
          }
          last.accumulateAndGet(now, Math::max);
          return micros;
        };
    try {
      List<Future<Histogram>> running = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        running.add(threads.submit(reader));
      }
      for (Future<Histogram> one : running) {
        all.add(one.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("the API could not be read: " + e.getCause(), e);
    } finally {
      threads.shutdownNow();
    }
    return ReadResult.of(all.getTotalCount() * 1e9 / (last.get() - begin), all);
  }

  /** One answer, whole. */
  String read(HttpSession patient, String path) throws IOException {
    HttpURLConnection connection = open(patient, path);
    try (InputStream in = body(connection)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** One answer to be read by the caller, who closes it. */
  InputStream stream(HttpSession patient, String path) throws IOException {
    return body(open(patient, path));
  }

  private void read(HttpSession patient, String path, byte[] buffer) throws IOException {
    try (InputStream in = body(open(patient, path))) {
      while (in.read(buffer) >= 0) {
        // Thrown away; a connection is kept only when its answer was read to the end.
      }
    }
  }

  private HttpURLConnection open(HttpSession patient, String path) throws IOException {
    URL url = api.resolve(path).toURL();
    HttpURLConnection connection = (HttpURLConnection) url.openConnection();
    connection.setConnectTimeout((int) PATIENCE.toMillis());
    connection.setReadTimeout((int) PATIENCE.toMillis());
    connection.setRequestProperty("Accept", "*/*");
    connection.setRequestProperty("Authorization", "Bearer " + patient.bearer());
    return connection;
  }

  private static InputStream body(HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    if (status != HttpURLConnection.HTTP_OK) {
      throw new IOException(connection.getURL().getPath() + " was answered by " + status);
    }
    return connection.getInputStream();
  }
}
