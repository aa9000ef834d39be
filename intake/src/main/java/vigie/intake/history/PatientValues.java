package vigie.intake.history;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vigie.reading.DeviceId;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;
import vigie.reading.Reading;

/**
 * The latest values of one patient that new ones are held against (clinical reference 1.4, 4.1 and
 * 4.5). Not safe for several threads.
 */
final class PatientValues {
  private static final Metric HEART_RATE = metric("heart-rate");
  private static final Metric SPO2 = metric("spo2");
  private static final Metric WEIGHT = metric("body-weight");
  private static final Metric ACTIVE_ENERGY = metric("active-energy");
  private static final Metric DIET_ENERGY = metric("diet-energy");

  /** No body changes more within {@link #STEP_MILLIS}: beats a minute, and percent. */
  private static final double HEART_RATE_STEP = 60;

  private static final double SPO2_STEP = 10;
  private static final long STEP_MILLIS = 5_000;

  /** Two sources of a heart rate agree within this in one minute, in beats a minute. */
  private static final double AGREEMENT = 20;

  private static final long MINUTE = 60_000;
  private static final double WEIGHT_CHANGE_MAX = 0.15;
  private static final long WEIGHT_MILLIS = 7 * 24 * 3_600_000L;
  private static final double POUNDS = 2.2046;
  private static final double KILO = 1000;
  private static final double RATIO_TOLERANCE = 0.03;

  /** Whoever has more loses a doubt, not a reading. */
  private static final int SOURCES_MAX = 16;

  private record Source(Metric metric, @Nullable DeviceId device) {}

  /**
   * A value taken, in the canonical unit.
   *
   * @param at when measured, milliseconds since 1970 UTC
   * @param before what stood before, while this one is in doubt; NaN when it is not
   */
  private record Taken(double value, long at, double before) {}

  private final Map<Source, Taken> latest;

  PatientValues() {
    latest = new HashMap<>();
  }

  private PatientValues(Map<Source, Taken> latest) {
    this.latest = new HashMap<>(latest);
  }

  PatientValues copy() {
    return new PatientValues(latest);
  }

  /** Whether earlier values say anything of this metric's. */
  static boolean compares(Metric metric) {
    return metric.equals(HEART_RATE)
        || metric.equals(SPO2)
        || metric.equals(WEIGHT)
        || metric.equals(ACTIVE_ENERGY)
        || metric.equals(DIET_ENERGY);
  }

  /** Holds a reading against the earlier ones, and remembers it unless it is in another unit. */
  Verdict take(Reading reading) {
    Metric metric = reading.metric();
    DeviceId device = reading.device();
    double value = reading.value();
    long at = reading.effective().toEpochMilli();
    boolean perDevice = metric.equals(HEART_RATE) || metric.equals(SPO2);
    Source source = new Source(metric, perDevice ? device : null);
    boolean disagrees = metric.equals(HEART_RATE) && disagrees(device, value, at);
    Taken last = latest.get(source);
    // What it corrects says nothing against it. Of one time are also those that have none.
    if (last != null && at == last.at && !reading.received().equals(reading.effective())) {
      remember(source, new Taken(value, at, Double.NaN));
      return disagrees ? Verdict.DOUBTFUL : Verdict.CREDIBLE;
    }
    if (perDevice) {
      double step = metric.equals(SPO2) ? SPO2_STEP : HEART_RATE_STEP;
      boolean jumped = jumped(source, value, at, step);
      return disagrees || jumped ? Verdict.DOUBTFUL : Verdict.CREDIBLE;
    }
    return metric.equals(WEIGHT) ? weight(source, value, at) : energy(source, value, at);
  }

  /** A jump within seconds is in doubt until a third value says which of the two was true. */
  private boolean jumped(Source source, double value, long at, double most) {
    Taken last = latest.get(source);
    if (last != null && at < last.at) {
      return false;
    }
    boolean jumped =
        last != null
            && at - last.at <= STEP_MILLIS
            && Math.abs(value - last.value) > most
            && !(Math.abs(value - last.before) <= most);
    remember(source, new Taken(value, at, jumped && last != null ? last.value : Double.NaN));
    return jumped;
  }

  private boolean disagrees(DeviceId device, double value, long at) {
    for (Map.Entry<Source, Taken> other : latest.entrySet()) {
      if (other.getKey().metric().equals(HEART_RATE)
          && !device.equals(other.getKey().device())
          && other.getValue().at / MINUTE == at / MINUTE
          && Math.abs(other.getValue().value - value) > AGREEMENT) {
        return true;
      }
    }
    return false;
  }

  private Verdict weight(Source source, double value, long at) {
    Taken last = latest.get(source);
    if (last == null || Math.abs(at - last.at) > WEIGHT_MILLIS) {
      remember(source, new Taken(value, at, Double.NaN));
      return Verdict.CREDIBLE;
    }
    if (isRatio(value, last.value, POUNDS)) {
      return Verdict.OTHER_UNIT;
    }
    boolean doubtful = differs(value, last.value) && !agrees(value, last.before);
    remember(source, new Taken(value, at, doubtful ? last.value : Double.NaN));
    return doubtful ? Verdict.DOUBTFUL : Verdict.CREDIBLE;
  }

  private static boolean differs(double value, double last) {
    return Math.abs(value - last) > WEIGHT_CHANGE_MAX * last;
  }

  private static boolean agrees(double value, double before) {
    return Math.abs(value - before) <= WEIGHT_CHANGE_MAX * before;
  }

  private Verdict energy(Source source, double value, long at) {
    Taken last = latest.get(source);
    if (last != null && isRatio(value, last.value, KILO)) {
      return Verdict.OTHER_UNIT;
    }
    remember(source, new Taken(value, at, Double.NaN));
    return Verdict.CREDIBLE;
  }

  private static boolean isRatio(double value, double last, double ratio) {
    if (value <= 0 || last <= 0) {
      return false;
    }
    double quotient = Math.max(value, last) / Math.min(value, last);
    return Math.abs(quotient / ratio - 1) <= RATIO_TOLERANCE;
  }

  private void remember(Source source, Taken taken) {
    if (latest.size() >= SOURCES_MAX && !latest.containsKey(source)) {
      latest.clear();
    }
    latest.put(source, taken);
  }

  private static Metric metric(String id) {
    return MetricCatalogue.standard().metric(id);
  }
}
