package vigie.cli.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Watches a burst: once a second, how many readings were sent, have reached Kafka and the store,
 * and what memory the parts have. It is over when the backlog has gone from the store, and so long
 * after it that memory which grows late is seen.
 */
final class Burst implements Surge {
  private static final long EVERY_MILLIS = 1_000;
  private static final int SAMPLES_AFTERWARDS = 10;

  /** A part that is overloaded may not answer now and then; that must not end the measurement. */
  private static final int MISSED_MAX = 10;

  private final Gauges gauges;
  private final int sustainedRate;
  private final List<Drain.Point> atKafka = new ArrayList<>();
  private final List<Drain.Point> inStore = new ArrayList<>();
  private final Map<String, List<ResidentMemory.Sample>> memory = new LinkedHashMap<>();
  private final Thread thread = new Thread(this::run, "burst");
  private volatile LoadPhase phase = LoadPhase.WARM_UP;
  private volatile boolean over;
  private volatile String failure = "";
  private int missed;

  /** What is watched. Asked by one thread, closed after it. */
  interface Gauges extends AutoCloseable {
    /** Good readings sent so far. */
    long sent();

    /** Readings at Kafka, from any begin. */
    long atKafka() throws InterruptedException;

    /** Readings of this run in the store. */
    long inStore();

    /** Resident memory by part. */
    Map<String, Long> residentKib();

    @Override
    void close();
  }

  Burst(Gauges gauges, int sustainedRate) {
    this.gauges = gauges;
    this.sustainedRate = sustainedRate;
    thread.setDaemon(true);
  }

  @Override
  public void entered(LoadPhase entered) {
    phase = entered;
    if (thread.getState() == Thread.State.NEW) {
      thread.start();
    }
  }

  @Override
  public boolean over() {
    return over;
  }

  @Override
  public boolean good() {
    return failure.isEmpty() && Drain.of(inStore, sustainedRate).gone();
  }

  @Override
  public Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("burstFailure", failure);
    values.put("burstSamplesMissed", missed);
    values.put("burstDrainStore", Drain.of(inStore, sustainedRate));
    values.put("burstDrainKafka", Drain.of(atKafka, sustainedRate));
    memory.forEach((part, samples) -> values.put("memory-" + part, ResidentMemory.of(samples)));
    return values;
  }

  private void run() {
    try {
      long begin = System.nanoTime();
      int afterwards = 0;
      while (afterwards < SAMPLES_AFTERWARDS) {
        try {
          sample(begin);
        } catch (IllegalStateException e) {
          if (++missed > MISSED_MAX) {
            throw e;
          }
        }
        afterwards += Drain.of(inStore, sustainedRate).gone() ? 1 : 0;
        TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure = "the backlog had not gone when the run was ended";
    } catch (RuntimeException e) {
      failure = "not watched to the end: " + e.getMessage();
    } finally {
      over = true;
    }
  }

  private void sample(long begin) throws InterruptedException {
    LoadPhase now = phase;
    gauges
        .residentKib()
        .forEach(
            (part, kib) ->
                memory
                    .computeIfAbsent(part, name -> new ArrayList<>())
                    .add(new ResidentMemory.Sample(now, kib)));
    // Kafka counts from any begin: what is usual is subtracted from the backlog in any case.
    // What was sent is asked just before what has arrived, so that no reading counts as early.
    long sent = gauges.sent();
    atKafka.add(new Drain.Point(seconds(begin), now, sent, gauges.atKafka()));
    sent = gauges.sent();
    inStore.add(new Drain.Point(seconds(begin), now, sent, gauges.inStore()));
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }

  /** Waits for the thread, after which what was seen may be read. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    gauges.close();
  }
}
