package vigie.intake.check;

import org.jspecify.annotations.Nullable;
import vigie.intake.decode.Refusal;
import vigie.intake.decode.SentReading;
import vigie.reading.RejectionReason;

/**
 * A value in the plausible range that its unit betrays (clinical reference 4.5). The mistakes that
 * leave the range are told by {@link PlausibleRange}.
 */
final class UnitMistake implements ReadingCheck {
  /** Nobody was measured above this in mmol/L; as mg/dL it is a usual value. */
  private static final double GLUCOSE_MMOL_MAX = 35;

  @Override
  public @Nullable Refusal refusal(SentReading reading, Arrival arrival) {
    return "mmol/L".equals(reading.unit()) && reading.sent() > GLUCOSE_MMOL_MAX
        ? new Refusal(
            RejectionReason.IMPLAUSIBLE,
            reading.knownMetric().id()
                + " above "
                + GLUCOSE_MMOL_MAX
                + " mmol/L: probably mg/dL under the wrong unit")
        : null;
  }
}
