package vigie.intake.check;

import org.jspecify.annotations.Nullable;
import vigie.intake.decode.Refusal;
import vigie.intake.decode.SentReading;
import vigie.reading.RejectionReason;

/** Nothing is taken that the patient has not consented to (C-34). */
final class ConsentGiven implements ReadingCheck {
  @Override
  public @Nullable Refusal refusal(SentReading reading, Arrival arrival) {
    return arrival.consents().contains(reading.knownMetric().category())
        ? null
        : new Refusal(
            RejectionReason.NO_CONSENT,
            "the patient has not consented to "
                + reading.knownMetric().category()
                + " from this device");
  }
}
