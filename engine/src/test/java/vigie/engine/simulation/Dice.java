package vigie.engine.simulation;

import java.util.SplittableRandom;

/** All that is left to chance; the same seed always throws the same. */
final class Dice {
  private final SplittableRandom random;

  Dice(long seed) {
    this(new SplittableRandom(seed));
  }

  private Dice(SplittableRandom random) {
    this.random = random;
  }

  /** Dice of their own, so that what is thrown there changes nothing here. */
  Dice split() {
    return new Dice(random.split());
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** From 0 to below this. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  double share() {
    return random.nextDouble();
  }

  /** Both included. */
  long between(long least, long most) {
    return random.nextLong(least, most + 1);
  }

  /** Of times from least to most, short ones as likely as long ones. */
  long about(long least, long most) {
    return (long) (least * Math.pow((double) most / least, random.nextDouble()));
  }

  double of(double... values) {
    return values[random.nextInt(values.length)];
  }
}
