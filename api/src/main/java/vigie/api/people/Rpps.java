package vigie.api.people;

import java.util.regex.Pattern;

/** The national identifier of French health professionals. */
final class Rpps {
  private static final Pattern SHAPE = Pattern.compile("[0-9]{11}");

  private Rpps() {}

  /** Whether it has 11 digits whose last is the check digit (Luhn) of those before. */
  static boolean isSound(String number) {
    if (!SHAPE.matcher(number).matches()) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < number.length(); i++) {
      int digit = number.charAt(i) - '0';
      boolean doubled = (number.length() - i) % 2 == 0;
      int weighed = doubled ? 2 * digit : digit;
      sum += weighed > 9 ? weighed - 9 : weighed;
    }
    return sum % 10 == 0;
  }
}
