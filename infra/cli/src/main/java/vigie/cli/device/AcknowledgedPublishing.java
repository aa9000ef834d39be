package vigie.cli.device;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Publishes with a bounded number of unacknowledged messages of each sender, a device or several,
 * and counts what became of them. Messages of one device sent by one thread arrive in their order.
 */
public final class AcknowledgedPublishing {
  private final int inFlightMax;
  private final Duration patience;
  private final Function<String, Publisher> publishers;
  private final Map<String, Semaphore> places = new ConcurrentHashMap<>();
  private final AtomicLong published = new AtomicLong();
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  /** Sends one message of one device; completes when it is acknowledged. */
  @FunctionalInterface
  public interface Publisher {
    /** Sends. */
    CompletableFuture<Void> publish(byte[] payload);
  }

  /**
   * With these bounds.
   *
   * @param inFlightMax unacknowledged messages of a sender
   * @param patience how long one acknowledgement may take
   * @param publishers the publisher of a device id
   */
  public AcknowledgedPublishing(
      int inFlightMax, Duration patience, Function<String, Publisher> publishers) {
    this.inFlightMax = inFlightMax;
    this.patience = patience;
    this.publishers = publishers;
  }

  /**
   * Sends when there is room for one more of this device.
   *
   * @throws IllegalStateException when an earlier message failed, or no acknowledgement came
   */
  public void publish(String device, byte[] payload) throws InterruptedException {
    publish(device, device, payload);
  }

  /**
   * Sends when there is room for one more of this sender, so that no device of the same sender gets
   * further ahead of the others.
   *
   * @throws IllegalStateException when an earlier message failed, or no acknowledgement came
   */
  public void publish(String sender, String device, byte[] payload) throws InterruptedException {
    Semaphore room = places.computeIfAbsent(sender, id -> new Semaphore(inFlightMax));
    take(room, sender, 1);
    published.incrementAndGet();
    var unused =
        publishers
            .apply(device)
            .publish(payload)
            .whenComplete(
                (done, broken) -> {
                  if (broken == null) {
                    acknowledged.incrementAndGet();
                  } else {
                    failure.compareAndSet(null, broken);
                  }
                  room.release();
                });
  }

  /** Waits until everything sent so far is acknowledged. */
  public void awaitAll() throws InterruptedException {
    for (Map.Entry<String, Semaphore> sender : places.entrySet()) {
      take(sender.getValue(), sender.getKey(), inFlightMax);
      sender.getValue().release(inFlightMax);
    }
    failIfBroken();
  }

  /** Messages sent. */
  public long published() {
    return published.get();
  }

  /** Messages acknowledged. */
  public long acknowledged() {
    return acknowledged.get();
  }

  private void take(Semaphore room, String sender, int permits) throws InterruptedException {
    failIfBroken();
    if (!room.tryAcquire(permits, patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException(
          "no acknowledgement for "
              + sender
              + " within "
              + patience.toSeconds()
              + " s: is the gateway running?");
    }
  }

  private void failIfBroken() {
    Throwable broken = failure.get();
    if (broken != null) {
      throw new IllegalStateException("a message was not taken: " + broken.getMessage(), broken);
    }
  }
}
