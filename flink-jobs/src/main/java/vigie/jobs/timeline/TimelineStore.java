package vigie.jobs.timeline;

import java.util.List;

/**
 * Keeps things for good, each one once. Used by one thread at a time.
 *
 * @param <T> what is kept
 */
public interface TimelineStore<T> extends AutoCloseable {

  /**
   * Keeps all of the batch or nothing of it. What is kept already, or comes twice in the batch,
   * changes nothing, so that a batch whose outcome is unknown may be given again.
   *
   * @return how many of the batch were new
   * @throws StoreUnavailableException when it cannot tell or cannot do it now; giving the same
   *     batch again later is right
   * @throws UnstorableException when something in the batch can never be kept
   */
  int keep(List<T> batch) throws StoreUnavailableException, UnstorableException;

  /** Lets go of its connection; a later {@link #keep} makes a new one. */
  @Override
  void close();
}
