package vigie.intake.check;

import org.jspecify.annotations.Nullable;
import vigie.intake.decode.Refusal;
import vigie.intake.decode.SentObject;
import vigie.intake.decode.SentReading;
import vigie.reading.Category;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;
import vigie.reading.RejectionReason;

/**
 * Blood pressures sent together must fit (clinical reference 1.4): diastolic below systolic, mean
 * between them; else the whole set is refused. A difference under 10 mm[Hg] is doubtful, and so is
 * half a blood pressure: nothing beside it can show that it is wrong. A mean alone is no half.
 */
final class PressurePair implements ReadingCheck {
  private static final double DIFFERENCE_MIN = 10;
  private static final Metric SYSTOLIC = MetricCatalogue.standard().metric("bp-systolic");
  private static final Metric DIASTOLIC = MetricCatalogue.standard().metric("bp-diastolic");
  private static final Metric MEAN = MetricCatalogue.standard().metric("bp-mean");

  @Override
  public @Nullable Refusal refusal(SentReading reading, Arrival arrival) {
    if (reading.knownMetric().category() != Category.BLOOD_PRESSURE) {
      return null;
    }
    SentObject object = reading.object();
    double systolic = object.canonicalOf(SYSTOLIC);
    double diastolic = object.canonicalOf(DIASTOLIC);
    double mean = object.canonicalOf(MEAN);
    // A comparison with NaN, for one not sent, is false.
    if (diastolic >= systolic) {
      return invalid("diastolic must be below systolic");
    }
    if (mean < diastolic || mean > systolic) {
      return invalid("mean must lie between diastolic and systolic");
    }
    return null;
  }

  /** Whether the pressures lie so close, or one is so alone, that the measurement is doubtful. */
  static boolean doubtful(SentReading reading) {
    if (reading.knownMetric().category() != Category.BLOOD_PRESSURE) {
      return false;
    }
    SentObject object = reading.object();
    return half(reading.knownMetric(), object)
        || object.canonicalOf(SYSTOLIC) - object.canonicalOf(DIASTOLIC) < DIFFERENCE_MIN;
  }

  /** Whether it was sent without the other of the two, or with one that is not taken. */
  private static boolean half(Metric metric, SentObject object) {
    return (metric.equals(SYSTOLIC) && !object.holds(DIASTOLIC))
        || (metric.equals(DIASTOLIC) && !object.holds(SYSTOLIC));
  }

  private static Refusal invalid(String detail) {
    return new Refusal(RejectionReason.IMPLAUSIBLE, detail + ": the whole set is invalid");
  }
}
