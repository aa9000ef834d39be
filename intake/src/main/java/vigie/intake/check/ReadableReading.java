package vigie.intake.check;

import org.jspecify.annotations.Nullable;
import vigie.intake.decode.Refusal;
import vigie.intake.decode.SentReading;
import vigie.reading.RejectionReason;

/** The format must allow to read it: a known unit, and a number or a code that the metric has. */
final class ReadableReading implements ReadingCheck {
  @Override
  public @Nullable Refusal refusal(SentReading reading, Arrival arrival) {
    Refusal fault = reading.fault();
    if (fault != null || Double.isFinite(reading.canonical())) {
      return fault;
    }
    return new Refusal(RejectionReason.BAD_VALUE, reading.name() + ": is not a finite number");
  }
}
