package vigie.cli.load;

import java.util.SplittableRandom;

/**
 * What is sent, message by message, and what must come of it. Patients take turns. Each patient's
 * own limit on rule HR-3 (111, clear below 106, no holds) makes one reading of 120 open an alert
 * and the next one of about 75 end it.
 */
final class LoadPlan {
  /** A patient's limit on HR-3, /min. */
  static final double LIMIT = 111;

  /** Below it the alert ends, /min. */
  static final double CLEAR = 106;

  private static final double HIGH = 120;
  private static final double CALM = 70;
  private static final double CALM_SPAN = 10;

  private final LoadOptions options;

  /**
   * One message.
   *
   * @param patient which, from 0
   * @param value heart rate, /min
   * @param fault how it is spoilt; NONE for a good one
   */
  record Planned(int patient, double value, Fault fault) {}

  /** Ways to spoil a message, each refused whole. */
  enum Fault {
    NONE,
    /** A heart rate that nobody has. */
    IMPLAUSIBLE,
    /** A metric that nobody knows. */
    UNKNOWN_METRIC,
    /** Text that is no JSON. */
    MALFORMED
  }

  LoadPlan(LoadOptions options) {
    this.options = options;
  }

  /** The message of this number, from 0. */
  Planned message(long number) {
    int patient = (int) (number % options.patients());
    long turn = number / options.patients();
    SplittableRandom random = new SplittableRandom(options.seed() * 31 + number);
    double calm = Math.rint(CALM + random.nextDouble() * CALM_SPAN);
    // Patients begin at different places of the cycle, so that alerts come evenly.
    boolean high = (turn + patient) % options.alertEvery() == options.alertEvery() - 2;
    return new Planned(patient, high ? HIGH : calm, fault(random));
  }

  private Fault fault(SplittableRandom random) {
    if (random.nextDouble() >= options.faults()) {
      return Fault.NONE;
    }
    return switch (random.nextInt(3)) {
      case 0 -> Fault.IMPLAUSIBLE;
      case 1 -> Fault.UNKNOWN_METRIC;
      default -> Fault.MALFORMED;
    };
  }
}
