package vigie.cli.simulate;

import java.time.Duration;
import java.time.Instant;

/**
 * One series of a simulated patient.
 *
 * @param device the device's short name
 * @param metric the catalogue's id
 * @param unit as sent
 * @param history how often it is measured in the past day
 * @param live how often it is measured shortly before and during the live part
 * @param decimals digits after the point, as the device shows
 * @param wave its value
 */
record Channel(
    String device,
    String metric,
    String unit,
    Duration history,
    Duration live,
    int decimals,
    Wave wave) {

  /** The value at a time, before rounding. */
  @FunctionalInterface
  interface Wave {
    double at(Noise noise, Instant at, double secondsLive);
  }

  /** The value as the device shows it; not a number while there is none. */
  double value(Noise noise, Instant at, double secondsLive) {
    double exact = wave.at(noise, at, secondsLive);
    if (Double.isNaN(exact)) {
      return exact;
    }
    double power = Math.pow(10, decimals);
    return Math.round(exact * power) / power;
  }
}
