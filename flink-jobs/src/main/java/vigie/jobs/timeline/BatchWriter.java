package vigie.jobs.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers what is to be kept, and on {@link #flush} stays with it until the store has it. A store
 * that does not answer is asked again for as long as it takes; only something that can never be
 * kept is left out, alone, counted and logged by its id. So {@code taken = kept + repeated + failed
 * + waiting} at any time. One thread writes; the counts may be read by any.
 *
 * @param <T> what is kept
 */
final class BatchWriter<T> {
  private static final Logger LOG = LoggerFactory.getLogger(BatchWriter.class);

  private final TimelineStore<T> store;
  private final Patience patience;
  private final int rowsMax;
  private final Function<T, String> name;
  private final List<T> batch;

  private volatile long taken;
  private volatile long kept;
  private volatile long repeated;
  private volatile long failed;

  /**
   * Begins empty.
   *
   * @param rowsMax how many make a batch full
   * @param patience how to wait for the store
   * @param name says which one it was, in a log, without any patient's values
   */
  BatchWriter(TimelineStore<T> store, Patience patience, int rowsMax, Function<T, String> name) {
    this.store = store;
    this.patience = patience;
    this.rowsMax = rowsMax;
    this.name = name;
    this.batch = new ArrayList<>(rowsMax);
  }

  /** Adds one to the batch, and flushes when that makes it full. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  void add(T one) throws InterruptedException {
    batch.add(one);
    taken++;
    if (batch.size() >= rowsMax) {
      flush();
    }
  }

  boolean isEmpty() {
    return batch.isEmpty();
  }

  /**
   * Returns when all that was added is kept, or was found to be unstorable.
   *
   * @throws InterruptedException when the thread was told to stop waiting; nothing is lost from the
   *     batch then
   */
  void flush() throws InterruptedException {
    if (!batch.isEmpty()) {
      keep(List.copyOf(batch));
      batch.clear();
    }
  }

  /** How many were added, ever. */
  long taken() {
    return taken;
  }

  /** How many of them the store took as new. */
  long kept() {
    return kept;
  }

  /** How many the store had already. */
  long repeated() {
    return repeated;
  }

  /** How many can never be kept. */
  long failed() {
    return failed;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  private void keep(List<T> rows) throws InterruptedException {
    while (true) {
      try {
        int added = store.keep(rows);
        patience.over();
        kept += added;
        repeated += rows.size() - added;
        return;
      } catch (StoreUnavailableException e) {
        patience.await(e);
      } catch (UnstorableException e) {
        patience.over();
        if (rows.size() > 1) {
          // Halves find the one at fault in few steps, and keep all others.
          int half = rows.size() / 2;
          keep(rows.subList(0, half));
          keep(rows.subList(half, rows.size()));
        } else {
          failed++;
          LOG.error(
              "cannot be stored, left out: {} reason={}; its record stays on the topic as long as"
                  + " the topic keeps it",
              name.apply(rows.get(0)),
              e.reason());
        }
        return;
      }
    }
  }
}
