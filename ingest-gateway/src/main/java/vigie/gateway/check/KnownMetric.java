package vigie.gateway.check;

import org.jspecify.annotations.Nullable;
import vigie.gateway.decode.Refusal;
import vigie.gateway.decode.SentReading;
import vigie.reading.RejectionReason;

/** The name must be a metric's or an alias of one. */
final class KnownMetric implements ReadingCheck {
  @Override
  public @Nullable Refusal refusal(SentReading reading, Arrival arrival) {
    return reading.metric() == null
        ? new Refusal(
            RejectionReason.UNKNOWN_METRIC,
            "'" + reading.name() + "' is no metric and no alias of one")
        : null;
  }
}
