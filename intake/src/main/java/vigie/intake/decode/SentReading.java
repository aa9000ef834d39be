package vigie.intake.decode;

import org.jspecify.annotations.Nullable;
import vigie.reading.Metric;
import vigie.reading.RejectionReason;

/**
 * One reading as the device sent it, not yet checked.
 *
 * @param object what it shares with the readings sent beside it
 * @param path where in the payload, such as {@code [3].values.hr}
 * @param name the name sent
 * @param metric what that name means; null when nothing
 * @param sent the number sent, or a code's index; NaN when unreadable
 * @param unit the unit given by field or name; null when none was
 * @param canonical the value in the metric's canonical unit; NaN when it cannot be told
 * @param fault why the format or the unit forbids to read it; null when nothing does
 * @param doubtful whether the format gives a reason to doubt it
 */
public record SentReading(
    SentObject object,
    String path,
    String name,
    @Nullable Metric metric,
    double sent,
    @Nullable String unit,
    double canonical,
    @Nullable Refusal fault,
    boolean doubtful) {

  /** A part of the payload from which no reading can be told. */
  static SentReading unreadable(
      SentObject object, String path, RejectionReason reason, String detail) {
    return new SentReading(
        object, path, path, null, Double.NaN, null, Double.NaN, new Refusal(reason, detail), false);
  }

  /** This reading, refused by its format. */
  SentReading refused(Refusal refusal) {
    return new SentReading(object, path, name, metric, sent, unit, canonical, refusal, doubtful);
  }

  /** This reading, with what its device says of it. */
  SentReading said(SourceQuality quality) {
    Refusal refusal = fault == null ? quality.refusal() : fault;
    boolean doubted = doubtful || quality.doubtful(metric);
    return new SentReading(object, path, name, metric, sent, unit, canonical, refusal, doubted);
  }

  /** Whether converting changed the number. */
  public boolean converted() {
    return canonical != sent;
  }

  /** The metric of a reading that passed the check for it. */
  public Metric knownMetric() {
    if (metric == null) {
      throw new IllegalStateException("asked for the metric of '" + name + "', which is unknown");
    }
    return metric;
  }
}
