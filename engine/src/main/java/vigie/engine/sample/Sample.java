package vigie.engine.sample;

import java.time.Instant;
import vigie.reading.Category;
import vigie.reading.Context;
import vigie.reading.Metric;
import vigie.reading.Quality;
import vigie.reading.Reading;

/**
 * A reading as the detector sees it: flat, so that it costs little between operators and in state.
 * Times in milliseconds since 1970 UTC.
 */
public final class Sample {
  /** The device did not say what the clock on the wall shows. */
  public static final int NO_OFFSET = Short.MIN_VALUE;

  /** What is told of a device has no other value to be corrected by. */
  public static final long NO_SLOT = 0;

  private static final int HASH_BITS = 48;

  /** The metric's number. */
  public int metric;

  /** In the metric's canonical unit. */
  public double value;

  /**
   * When it was measured; of an interval its end, since only then it is known: steps of a quarter
   * of an hour say that the patient was not at rest up to its end, and a night's sleep is of the
   * day on which the patient wakes.
   */
  public long effective;

  /**
   * Of an interval of sleep how long it lasted, in milliseconds; 0 where no begin was said, and of
   * all else: nothing else is told from what another device measured at the same time.
   */
  public int lasted;

  /** When the gateway took it. */
  public long received;

  /** How often the device measures, or else the metric's usual interval. */
  public long intervalSeconds;

  /**
   * With the effective time, what makes it the same value of the same reading: the {@link
   * Metric#rank}, so that what is measured at one time stands in the order in which the intake
   * hands it on, and 48 bits of a hash, enough within one patient and one millisecond.
   */
  public long identity;

  /**
   * With the effective time, what only one value can be true of: device, metric, the interval's
   * begin and the device's own number, hashed; or {@link #NO_SLOT}.
   */
  public long slot;

  /** How far to trust it. */
  public Quality quality = Quality.VALID;

  /** What the patient was doing. */
  public Context context = Context.UNKNOWN;

  /** Local offset from UTC in minutes, or {@link #NO_OFFSET}. */
  public int offsetMinutes = NO_OFFSET;

  /** Which device measured. */
  public String device = "";

  /** A derived value that may be higher, for what has not been measured since: clears nothing. */
  public boolean atLeast;

  /** An empty one, to be filled. */
  public Sample() {}

  /** What the detector needs of this reading. */
  public static Sample of(Reading reading) {
    Sample sample = new Sample();
    sample.metric = reading.metric().number();
    sample.value = reading.value();
    Instant end = reading.effectiveEnd();
    sample.effective = (end == null ? reading.effective() : end).toEpochMilli();
    if (end != null && reading.metric().category() == Category.SLEEP) {
      long millis = sample.effective - reading.effective().toEpochMilli();
      sample.lasted = (int) Math.min(Integer.MAX_VALUE, millis);
    }
    sample.received = reading.received().toEpochMilli();
    sample.intervalSeconds = reading.sampleInterval().toSeconds();
    sample.quality = reading.quality();
    sample.context = reading.context();
    Integer offset = reading.zoneOffsetMinutes();
    sample.offsetMinutes = offset == null ? NO_OFFSET : offset;
    sample.device = reading.device().value();
    long mixed = mix(sample.metric, sample.device.hashCode());
    mixed = mix(mixed, end == null ? 0 : reading.effective().toEpochMilli());
    mixed = reading.sequence() == null ? mixed : mix(~mixed, reading.sequence());
    sample.slot = mixed == NO_SLOT ? 1 : mixed;
    sample.identity = identity(reading.metric(), 0);
    sample.identity = sample.identityOf(sample.value, sample.retracts());
    return sample;
  }

  /**
   * What is told of a device, not measured of a patient.
   *
   * @param metric a technical one
   */
  public static Sample technical(
      Metric metric, double value, long at, long received, String device) {
    Sample sample = new Sample();
    sample.metric = metric.number();
    sample.value = value;
    sample.effective = at;
    sample.received = received;
    sample.device = device;
    sample.identity =
        identity(
            metric, mix(mix(sample.metric, device.hashCode()), Double.doubleToLongBits(value)));
    return sample;
  }

  /** Whether it says that what was measured is not to be taken for true. */
  public boolean retracts() {
    return quality == Quality.RETRACTED;
  }

  /** The identity of another value, or of its retraction, in this one's slot. */
  public long identityOf(double other, boolean retracted) {
    long hash = mix(retracted ? ~slot : slot, Double.doubleToLongBits(other));
    return identity >> HASH_BITS << HASH_BITS | hash >>> (Long.SIZE - HASH_BITS);
  }

  /** Makes this what a derivation found in the other: all of it but metric and value. */
  public void derive(Sample other, Derived derived, int place) {
    metric = derived.metric(place);
    value = derived.value(place);
    effective = other.effective;
    lasted = other.lasted;
    received = other.received;
    intervalSeconds = other.intervalSeconds;
    identity = other.identity;
    atLeast = derived.atLeast(place);
    quality = other.quality;
    context = other.context;
    offsetMinutes = other.offsetMinutes;
    device = other.device;
  }

  /** Whether it stands before the place (effective, identity) in the one order of a tail. */
  public boolean before(long otherEffective, long otherIdentity) {
    return effective < otherEffective || (effective == otherEffective && identity < otherIdentity);
  }

  private static long identity(Metric metric, long hash) {
    return (long) metric.rank() << HASH_BITS | hash >>> (Long.SIZE - HASH_BITS);
  }

  /** The finalizer of SplitMix64 over both. */
  private static long mix(long a, long b) {
    long z = a * 0x9E3779B97F4A7C15L + b;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
