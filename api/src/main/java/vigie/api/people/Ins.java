package vigie.api.people;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A patient's national health identity (INS): the number with its check key, and the kind of number
 * it is. Only a qualified one, checked against the national service and a proof of identity, may go
 * from one professional to another ({@code clinical.md} 5.3): whoever enters it vouches for it.
 *
 * @param matricule 15 characters, the last two the check key
 * @param kind of number
 */
public record Ins(String matricule, Kind kind) {
  private static final Pattern SHAPE = Pattern.compile("[0-9]{5}([0-9]{2}|2[AB])[0-9]{8}");
  private static final int NUMBER_LENGTH = 13;
  private static final int MODULUS = 97;

  /** Which number it is. */
  public enum Kind {
    /** The number in the national register of persons. */
    NIR("1.2.250.1.213.1.4.8"),
    /** The number of who waits to be in that register. */
    NIA("1.2.250.1.213.1.4.9");

    private final String oid;

    Kind(String oid) {
      this.oid = oid;
    }

    /** What it is called where identities are exchanged. */
    public String oid() {
      return oid;
    }

    /** The kind that is called so, or empty. */
    public static Optional<Kind> of(String oid) {
      return Arrays.stream(values()).filter(kind -> kind.oid.equals(oid)).findFirst();
    }
  }

  /** Refuses a number that its check key does not fit, without saying it again. */
  public Ins {
    if (!isSound(matricule)) {
      throw new IllegalArgumentException("ins: the check key does not fit the number");
    }
  }

  /**
   * Whether it has 15 characters, the last two of which are 97 less the remainder by 97 of those
   * before. The departments of Corsica, 2A and 2B, count as 19 and 18.
   */
  static boolean isSound(String matricule) {
    if (!SHAPE.matcher(matricule).matches()) {
      return false;
    }
    long number =
        Long.parseLong(
            matricule.substring(0, NUMBER_LENGTH).replace("2A", "19").replace("2B", "18"));
    return Integer.parseInt(matricule.substring(NUMBER_LENGTH)) == MODULUS - number % MODULUS;
  }

  /** Without the number: this may end in a log. */
  @Override
  public String toString() {
    return "Ins[" + kind + "]";
  }
}
