package vigie.api.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.core.publisher.Sinks;

/**
 * A bounded queue of frames between the feed and one client's connection.
 *
 * <p>When a frame has been written is known by demand alone: the server asks for the next one once
 * it has written the one before and the connection takes more.
 */
final class ReactorFrames implements FrameSink {
  /** Frames that may wait for one client. */
  static final int WAITING_MAX = 1_024;

  private final Sinks.Many<Offered> sink =
      Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(WAITING_MAX));
  private final Queue<HandedOn> handedOn = new ArrayDeque<>();
  private long handed;
  private long asked;
  private volatile @Nullable Frame last;

  private record Offered(Frame frame, @Nullable Runnable written) {}

  private record HandedOn(long number, Runnable written) {}

  @Override
  public boolean offer(Frame frame) {
    return emit(new Offered(frame, null));
  }

  @Override
  public boolean offer(Frame frame, Runnable written) {
    return emit(new Offered(frame, written));
  }

  private boolean emit(Offered offered) {
    return switch (sink.tryEmitNext(offered)) {
      // The latter is what a full queue answers while what was missed is still sent before it.
      case FAIL_OVERFLOW, FAIL_ZERO_SUBSCRIBER -> false;
      case OK, FAIL_CANCELLED, FAIL_TERMINATED, FAIL_NON_SERIALIZED -> true;
    };
  }

  @Override
  public void end(Frame frame) {
    last = frame;
    sink.tryEmitComplete();
  }

  /** The frames, then the last one. Can be subscribed to once. */
  Flux<Frame> frames() {
    return sink.asFlux()
        .doOnNext(this::handedOn)
        .doOnRequest(this::asked)
        .map(Offered::frame)
        .concatWith(Mono.fromSupplier(() -> last));
  }

  private synchronized void handedOn(Offered offered) {
    handed++;
    if (offered.written() != null) {
      handedOn.add(new HandedOn(handed, offered.written()));
    }
  }

  private void asked(long more) {
    nowWritten(more).forEach(Runnable::run);
  }

  private synchronized List<Runnable> nowWritten(long more) {
    asked = Operators.addCap(asked, more);
    List<Runnable> written = new ArrayList<>();
    while (!handedOn.isEmpty() && handedOn.element().number() < asked) {
      written.add(handedOn.remove().written());
    }
    return written;
  }
}
