package vigie.cli.enrol;

import vigie.Keyed128;

/**
 * National identifiers for physicians who do not exist. They have the shape and the check digit of
 * real ones and begin with 0, with which no real one begins.
 */
final class MadeUpRpps {
  private static final long NUMBERS = 1_000_000_000L;

  private MadeUpRpps() {}

  /** The number of this username, always the same: 11 digits, the last one a check digit (Luhn). */
  static String of(String username) {
    long own = Math.floorMod(Keyed128.of("rpps", username).getMostSignificantBits(), NUMBERS);
    String digits = "0%09d".formatted(own);
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) - '0';
      int weighed = i % 2 == 1 ? 2 * digit : digit;
      sum += weighed > 9 ? weighed - 9 : weighed;
    }
    return digits + Math.floorMod(-sum, 10);
  }
}
