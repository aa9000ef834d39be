package vigie.intake.decode;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.reading.Context;
import vigie.reading.Metric;

/**
 * What readings sent together share: one object of the payload. Made by a decoder, then only read;
 * not safe to share between threads.
 */
public final class SentObject {
  /** Whose readings these are, as far as the payload says. */
  public enum Whose {
    /** The device's that sent the message. */
    SENDER,
    /** The device's that the payload names, which must be bound. */
    NAMED,
    /** The device's that the payload mentions, when it is bound; else the sender's. */
    MENTIONED,
    /** Another person's than what the message held before. */
    ANOTHER_PERSON
  }

  private final Whose whose;
  private final @Nullable String device;
  private final SentTime time;
  private final @Nullable Long sequence;
  private final Context context;
  private final boolean test;
  private final boolean retracts;
  private final List<SentReading> readings = new ArrayList<>(4);

  /**
   * Describes one object; its readings are added to it.
   *
   * @param device the device that the payload names; null for the one that sent the message
   * @param time when measured
   * @param sequence the device's own number; null when it has none
   * @param context what the patient was doing
   * @param test whether sent to try the system
   */
  public SentObject(
      @Nullable String device,
      SentTime time,
      @Nullable Long sequence,
      Context context,
      boolean test) {
    this(device == null ? Whose.SENDER : Whose.NAMED, device, time, sequence, context, test);
  }

  /**
   * Describes one object that does not only name a device or none.
   *
   * @param whose whose its readings are
   * @param device the device named or mentioned; null for none
   * @param time when measured
   * @param sequence the device's own number; null when it has none
   * @param context what the patient was doing
   * @param test whether sent to try the system
   */
  SentObject(
      Whose whose,
      @Nullable String device,
      SentTime time,
      @Nullable Long sequence,
      Context context,
      boolean test) {
    this(whose, device, time, sequence, context, test, false);
  }

  /**
   * Describes one object that may take back what was sent before.
   *
   * @param retracts whether what it says was measured then is not to be taken for true
   */
  SentObject(
      Whose whose,
      @Nullable String device,
      SentTime time,
      @Nullable Long sequence,
      Context context,
      boolean test,
      boolean retracts) {
    this.whose = whose;
    this.device = device;
    this.time = time;
    this.sequence = sequence;
    this.context = context;
    this.test = test;
    this.retracts = retracts;
  }

  SentReading add(SentReading reading) {
    readings.add(reading);
    return reading;
  }

  /** Whose its readings are. */
  public Whose whose() {
    return whose;
  }

  /** The device that the payload names or mentions; null for the one that sent the message. */
  public @Nullable String device() {
    return device;
  }

  /** When measured. */
  public SentTime time() {
    return time;
  }

  /** The device's own number for it; null when it has none. */
  public @Nullable Long sequence() {
    return sequence;
  }

  /** What the patient was doing. */
  public Context context() {
    return context;
  }

  /** Whether sent to try the system. */
  public boolean test() {
    return test;
  }

  /** Whether it takes back readings that were sent before, each with its metric, time and value. */
  public boolean retracts() {
    return retracts;
  }

  /** Whether it has a plausible value of a metric that its format does not refuse. */
  public boolean holds(Metric metric) {
    for (SentReading reading : readings) {
      if (metric.equals(reading.metric())
          && reading.fault() == null
          && metric.plausible(reading.canonical())) {
        return true;
      }
    }
    return false;
  }

  /** This object's readable value of a metric in its canonical unit; NaN when there is none. */
  public double canonicalOf(Metric metric) {
    for (SentReading reading : readings) {
      if (metric.equals(reading.metric())) {
        return reading.canonical();
      }
    }
    return Double.NaN;
  }
}
