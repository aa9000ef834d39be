package vigie.gateway.publish;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Remembers what it was told. */
public final class RecordingOutcome implements PublishOutcome {
  private final CompletableFuture<String> told = new CompletableFuture<>();
  private final AtomicInteger times = new AtomicInteger();

  @Override
  public void kept() {
    times.incrementAndGet();
    told.complete("kept");
  }

  @Override
  public void failed(Exception cause) {
    times.incrementAndGet();
    told.complete("failed");
  }

  public CompletableFuture<String> told() {
    return told;
  }

  public int times() {
    return times.get();
  }
}
