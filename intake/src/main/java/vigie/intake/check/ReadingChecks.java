package vigie.intake.check;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.intake.decode.Refusal;
import vigie.intake.decode.SentReading;

/** The checks in force, in their order: the first that objects gives the reason. */
public final class ReadingChecks {
  private static final ReadingChecks STANDARD =
      new ReadingChecks(
          List.of(
              new KnownMetric(),
              new ConsentGiven(),
              new ReadableReading(),
              new SensorSilence(),
              new UnitMistake(),
              new PlausibleRange(),
              new ReadableTime(),
              new ClockSkew(),
              new PressurePair()));

  private final ReadingCheck[] checks;

  private ReadingChecks(List<ReadingCheck> checks) {
    this.checks = checks.toArray(ReadingCheck[]::new);
  }

  /** The list that applies. */
  public static ReadingChecks standard() {
    return STANDARD;
  }

  /** Why the reading is refused; null when it is taken. */
  public @Nullable Refusal refusal(SentReading reading, Arrival arrival) {
    for (ReadingCheck check : checks) {
      Refusal refusal = check.refusal(reading, arrival);
      if (refusal != null) {
        return refusal;
      }
    }
    return null;
  }
}
