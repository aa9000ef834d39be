package vigie.intake.check;

import vigie.intake.decode.SentReading;
import vigie.reading.Quality;

/** How far a reading that passed the checks can be trusted. */
public final class ReadingQuality {
  private ReadingQuality() {}

  /** The quality; of several doubts the one that keeps an alert from opening counts. */
  public static Quality of(SentReading reading) {
    if (reading.object().test()) {
      return Quality.TEST;
    }
    if (reading.object().retracts()) {
      return Quality.RETRACTED;
    }
    Double questionableBelow = reading.knownMetric().questionableBelow();
    if ((questionableBelow != null && reading.canonical() < questionableBelow)
        || reading.doubtful()
        || PressurePair.doubtful(reading)
        || SleepSum.doubtful(reading)) {
      return Quality.QUESTIONABLE;
    }
    return reading.object().time().unsure() ? Quality.TIME_ESTIMATED : Quality.VALID;
  }
}
