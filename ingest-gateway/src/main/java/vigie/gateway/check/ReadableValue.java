package vigie.gateway.check;

import org.jspecify.annotations.Nullable;
import vigie.gateway.decode.Refusal;
import vigie.gateway.decode.SentReading;
import vigie.reading.RejectionReason;

/** The value must be a number, or a code that the metric has. */
final class ReadableValue implements ReadingCheck {
  @Override
  public @Nullable Refusal refusal(SentReading reading, Arrival arrival) {
    String fault = reading.valueFault();
    if (fault == null && Double.isFinite(reading.canonical())) {
      return null;
    }
    return new Refusal(
        RejectionReason.BAD_VALUE,
        reading.name() + ": " + (fault == null ? "is not a finite number" : fault));
  }
}
