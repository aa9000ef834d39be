package vigie.cli.load;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import vigie.cli.device.AcknowledgedPublishing;
import vigie.cli.device.DeviceReading;
import vigie.cli.device.JsonPayload;
import vigie.reading.MetricCatalogue;

/**
 * Devices of other patients than the load's, each of which sends hours of readings as fast as the
 * broker takes them, a reading a second of the past and one a message. It begins when the sustained
 * phase has ended, and is over when all of it is stored.
 */
final class Backfill implements Surge {
  /** Far more than the broker's pace needs, so that it is the broker who slows down. */
  private static final int IN_FLIGHT_MAX = 1_000;

  private static final Duration ACKNOWLEDGEMENT_PATIENCE = Duration.ofMinutes(5);
  private static final Duration STORE_PATIENCE = Duration.ofSeconds(90);
  private static final long LOOK_AGAIN_MILLIS = 3_000;
  private static final double CALM = 75;

  private final LoadPatients patients;
  private final int readings;
  private final AcknowledgedPublishing publishing;
  private final SqlStored store;
  private final Clock clock;
  private final Consumer<String> progress;
  private final Thread thread = new Thread(this::run, "backfill");
  private volatile boolean over;
  private volatile String failure = "did not begin";
  private double sendingSeconds;
  private long lost;

  /**
   * Does nothing before its phase.
   *
   * @param patients whose devices send
   * @param readings of each
   * @param publishers how a device publishes
   */
  Backfill(
      LoadPatients patients,
      int readings,
      Function<String, AcknowledgedPublishing.Publisher> publishers,
      SqlStored store,
      Clock clock,
      Consumer<String> progress) {
    this.patients = patients;
    this.readings = readings;
    this.publishing =
        new AcknowledgedPublishing(IN_FLIGHT_MAX, ACKNOWLEDGEMENT_PATIENCE, publishers);
    this.store = store;
    this.clock = clock;
    this.progress = progress;
    thread.setDaemon(true);
  }

  @Override
  public void entered(LoadPhase phase) {
    if (phase == LoadPhase.AFTER) {
      thread.start();
    }
  }

  @Override
  public boolean over() {
    return over;
  }

  @Override
  public boolean good() {
    return failure.isEmpty() && lost == 0;
  }

  @Override
  public Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("backfillFailure", failure);
    values.put("backfillPublished", publishing.published());
    values.put("backfillAcknowledged", publishing.acknowledged());
    values.put("backfillLost", lost);
    values.put("backfillSendingSeconds", sendingSeconds);
    return values;
  }

  private void run() {
    failure = "did not end";
    try {
      send();
      failure = "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      failure = String.valueOf(e.getMessage());
    } finally {
      over = true;
    }
  }

  private void send() throws InterruptedException {
    progress.accept(
        "backfill of %,d readings begins".formatted((long) readings * patients.devices().size()));
    long began = System.nanoTime();
    Instant end = Instant.ofEpochMilli(clock.millis());
    Instant begin = end.minusSeconds(readings);
    for (int i = 0; i < readings; i++) {
      for (String device : patients.devices()) {
        publishing.publish(device, payload(device, begin.plusSeconds(i)));
      }
    }
    publishing.awaitAll();
    sendingSeconds = (System.nanoTime() - began) / 1e9;
    progress.accept("backfill acknowledged after %.0f s".formatted(sendingSeconds));
    long until = System.nanoTime() + STORE_PATIENCE.toNanos();
    lost = missing(begin, end);
    while (lost > 0 && System.nanoTime() - until < 0) {
      TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
      lost = missing(begin, end);
    }
  }

  private static byte[] payload(String device, Instant effective) {
    return JsonPayload.of(
        List.of(DeviceReading.instant(device, "heart-rate", CALM, "bpm", effective)));
  }

  /** Told reading by reading, because an earlier run may have filled the same hours. */
  private long missing(Instant begin, Instant end) {
    Set<LoadSender.Sent> missing = new HashSet<>();
    for (UUID patient : patients.ids()) {
      for (int i = 0; i < readings; i++) {
        missing.add(new LoadSender.Sent(patient, begin.plusSeconds(i)));
      }
    }
    int metric = MetricCatalogue.standard().metric("heart-rate").number();
    store.read(
        patients.ids(),
        metric,
        begin,
        end,
        (patient, effective) -> missing.remove(new LoadSender.Sent(patient, effective)));
    return missing.size();
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
