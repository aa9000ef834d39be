package vigie.intake.check;

import org.jspecify.annotations.Nullable;
import vigie.intake.decode.Refusal;
import vigie.intake.decode.SentReading;
import vigie.reading.RejectionReason;

/**
 * The name must be a metric's or an alias of one. A part of the payload that has no readable name
 * is refused with the format's own reason.
 */
final class KnownMetric implements ReadingCheck {
  @Override
  public @Nullable Refusal refusal(SentReading reading, Arrival arrival) {
    if (reading.metric() != null) {
      return null;
    }
    Refusal fault = reading.fault();
    return fault == null
        ? new Refusal(
            RejectionReason.UNKNOWN_METRIC,
            "'" + reading.name() + "' is no metric and no alias of one")
        : fault;
  }
}
