package vigie.jobs.timeline;

import java.io.Serializable;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Function;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * Feeds a store from a stream: at least once, and the store makes it once.
 *
 * <p>A checkpoint completes only after all that came before it is kept. While the store does not
 * answer, the writer holds its thread: the source stands still, checkpoints wait, nothing fails.
 *
 * @param <T> what is kept
 */
public final class TimelineSink<T> implements Sink<T> {
  private static final long serialVersionUID = 1;

  private final StoreFactory<T> stores;
  private final BatchLimits limits;
  private final Naming<T> naming;

  /**
   * Makes a store for each parallel writer.
   *
   * @param <T> what is kept
   */
  @FunctionalInterface
  public interface StoreFactory<T> extends Serializable {
    /** Makes one; it connects when it is first used. */
    TimelineStore<T> make();
  }

  /**
   * Says in a log which one it was, without any patient's values.
   *
   * @param <T> what is kept
   */
  @FunctionalInterface
  public interface Naming<T> extends Function<T, String>, Serializable {}

  /** Describes the sink; nothing is connected before the job runs. */
  public TimelineSink(StoreFactory<T> stores, BatchLimits limits, Naming<T> naming) {
    this.stores = stores;
    this.limits = limits;
    this.naming = naming;
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    Patience patience =
        new Patience(
            limits.pauseMin(),
            limits.pauseMax(),
            System::nanoTime,
            time -> Thread.sleep(time.toMillis()));
    TimelineStore<T> store = stores.make();
    BatchWriter<T> batches = new BatchWriter<>(store, patience, limits.rowsMax(), naming);
    SinkWriterMetricGroup metrics = context.metricGroup();
    metrics.gauge("timelineTaken", batches::taken);
    metrics.gauge("timelineKept", batches::kept);
    metrics.gauge("timelineRepeated", batches::repeated);
    metrics.gauge("timelineFailed", batches::failed);
    metrics.gauge("timelineWaitingMillis", patience::waitingMillis);
    metrics.gauge("timelineWaitedMillis", patience::waitedMillis);
    metrics.gauge("timelineOutages", patience::outages);
    return new WriterOfSink<>(
        store, batches, context.getProcessingTimeService(), limits.ageMax().toMillis());
  }

  /** All its methods and its timer run in the task's one thread. */
  private static final class WriterOfSink<T> implements SinkWriter<T> {
    private final TimelineStore<T> store;
    private final BatchWriter<T> batches;
    private final ProcessingTimeService time;
    private final long ageMaxMillis;

    /** One timer at a time is enough: it serves whatever batch it meets. */
    private @Nullable ScheduledFuture<?> timer;

    WriterOfSink(
        TimelineStore<T> store,
        BatchWriter<T> batches,
        ProcessingTimeService time,
        long ageMaxMillis) {
      this.store = store;
      this.batches = batches;
      this.time = time;
      this.ageMaxMillis = ageMaxMillis;
    }

    @Override
    public void write(T element, Context context) throws InterruptedException {
      batches.add(element);
      if (timer == null && !batches.isEmpty()) {
        timer =
            time.registerTimer(time.getCurrentProcessingTime() + ageMaxMillis, now -> onTimer());
      }
    }

    @Override
    public void flush(boolean endOfInput) throws InterruptedException {
      batches.flush();
    }

    @Override
    public void close() {
      if (timer != null) {
        timer.cancel(false);
      }
      store.close();
    }

    private void onTimer() throws InterruptedException {
      timer = null;
      batches.flush();
    }
  }
}
