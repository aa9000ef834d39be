package vigie.e2e;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vigie.cli.client.HttpSession;

/** Many open streams at once: what came over them, about whom and when. Safe for many threads. */
final class LiveFrames {
  private static final Pattern PATIENT = Pattern.compile("\"patient\":\"([0-9a-f-]{36})\"");

  /** A frame that names a patient. */
  record Frame(UUID viewer, UUID patient, String event, Instant at) {}

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Clock clock = Clock.systemUTC();
  private final ConcurrentLinkedQueue<Frame> frames = new ConcurrentLinkedQueue<>();
  private final List<CompletableFuture<?>> streams = new ArrayList<>();
  private final AtomicInteger opened = new AtomicInteger();

  /** Opens a stream of this viewer. */
  void open(HttpSession viewer, URI address) {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Authorization", "Bearer " + viewer.bearer())
            .header("Accept", "text/event-stream")
            .header("Purpose-Of-Use", "ALERTING")
            .build();
    UUID whose = viewer.person();
    streams.add(client.sendAsync(request, info -> lines(whose, info)));
  }

  /** How many streams the API has opened. */
  int opened() {
    return opened.get();
  }

  List<Frame> frames() {
    return List.copyOf(frames);
  }

  /** Leaves all streams. */
  void close() {
    streams.forEach(stream -> stream.cancel(true));
  }

  private BodySubscriber<Void> lines(UUID viewer, HttpResponse.ResponseInfo info) {
    if (info.statusCode() == 200) {
      opened.incrementAndGet();
    }
    return BodySubscribers.fromLineSubscriber(new Lines(viewer));
  }

  private final class Lines implements Flow.Subscriber<String> {
    private final UUID viewer;
    private String event = "";

    Lines(UUID viewer) {
      this.viewer = viewer;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
      if (line.startsWith("event:")) {
        event = line.substring("event:".length()).strip();
      } else if (line.startsWith("data:")) {
        Matcher named = PATIENT.matcher(line);
        if (named.find()) {
          frames.add(new Frame(viewer, UUID.fromString(named.group(1)), event, clock.instant()));
        }
      }
    }

    @Override
    public void onError(Throwable failure) {
      // A stream that breaks brings no more frames; who waits for some sees that.
    }

    @Override
    public void onComplete() {
      // As above.
    }
  }
}
