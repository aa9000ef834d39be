package vigie.intake.check;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import vigie.intake.decode.Refusal;
import vigie.intake.decode.SentReading;
import vigie.reading.RejectionReason;

/**
 * A zero where zero cannot be is the sensor's way of saying nothing (clinical reference 1.4): never
 * a heart that stands still.
 */
final class SensorSilence implements ReadingCheck {
  private static final Set<String> NEVER_ZERO = Set.of("heart-rate", "respiratory-rate", "spo2");

  @Override
  public @Nullable Refusal refusal(SentReading reading, Arrival arrival) {
    return reading.canonical() == 0 && NEVER_ZERO.contains(reading.knownMetric().id())
        ? new Refusal(
            RejectionReason.SENSOR_INVALID,
            reading.knownMetric().id() + " of zero is a sensor without signal")
        : null;
  }
}
