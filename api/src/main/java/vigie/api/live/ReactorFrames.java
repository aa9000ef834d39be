package vigie.api.live;

import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A bounded queue of frames between the feed and one client's connection. */
final class ReactorFrames implements FrameSink {
  /** Frames that may wait for one client. */
  static final int WAITING_MAX = 1_024;

  private final Sinks.Many<Frame> sink =
      Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(WAITING_MAX));
  private volatile @Nullable Frame last;

  @Override
  public boolean offer(Frame frame) {
    return switch (sink.tryEmitNext(frame)) {
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
    return sink.asFlux().concatWith(Mono.fromSupplier(() -> last));
  }
}
