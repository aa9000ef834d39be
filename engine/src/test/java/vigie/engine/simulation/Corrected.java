package vigie.engine.simulation;

import java.util.ArrayList;
import java.util.List;
import vigie.reading.Quality;
import vigie.reading.Reading;

/** What devices have otherwise a little later, or not at all. */
final class Corrected {
  private static final long MINUTE = 60_000;

  private Corrected() {}

  /**
   * Corrections and retractions of some of these, in some lives only.
   *
   * @param mild whether each comes soon enough for the tail
   */
  static List<Reading> some(List<Reading> readings, Dice dice, boolean mild) {
    if (dice.chance(0.7)) {
      return List.of();
    }
    List<Reading> corrections = new ArrayList<>();
    for (Reading reading : readings) {
      // What a telephone that was offline sends at once may be more than a tail holds.
      boolean soon = reading.age().toMillis() < 3 * MINUTE;
      if (soon && reading.quality() != Quality.TEST && dice.chance(0.06)) {
        long later = dice.about(1_000, mild ? 2 * MINUTE : 60 * MINUTE);
        corrections.add(correction(reading, dice, later));
      }
    }
    return corrections;
  }

  private static Reading correction(Reading reading, Dice dice, long later) {
    boolean retracts = reading.metric().coded() || dice.chance(0.3);
    return new Reading(
        reading.patient(),
        reading.device(),
        reading.metric(),
        retracts ? reading.value() : reading.value() + dice.of(-12, -4, 3, 15),
        reading.effective(),
        null,
        reading.zoneOffsetMinutes(),
        reading.received().plusMillis(later),
        null,
        retracts ? Quality.RETRACTED : reading.quality(),
        reading.context(),
        null,
        reading.expectedInterval());
  }
}
