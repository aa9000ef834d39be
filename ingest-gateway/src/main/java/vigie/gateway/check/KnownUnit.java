package vigie.gateway.check;

import org.jspecify.annotations.Nullable;
import vigie.gateway.decode.Refusal;
import vigie.gateway.decode.SentReading;
import vigie.reading.RejectionReason;

/** The unit, when one is said, must be one of the metric's. */
final class KnownUnit implements ReadingCheck {
  @Override
  public @Nullable Refusal refusal(SentReading reading, Arrival arrival) {
    String fault = reading.unitFault();
    return fault == null
        ? null
        : new Refusal(
            RejectionReason.UNKNOWN_UNIT,
            fault + "; known are " + reading.knownMetric().unit() + " and those of the catalogue");
  }
}
