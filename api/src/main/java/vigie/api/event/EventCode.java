package vigie.api.event;

import io.micronaut.serde.annotation.Serdeable;
import java.util.regex.Pattern;

/**
 * What an event is about, by a code.
 *
 * @param system which code system
 * @param value the code
 */
@Serdeable
public record EventCode(Scheme system, String value) {
  private static final Pattern LOINC = Pattern.compile("[1-9][0-9]{0,6}-[0-9]");
  private static final Pattern ATC = Pattern.compile("[A-Z]([0-9]{2}([A-Z]([A-Z]([0-9]{2})?)?)?)?");
  private static final Pattern FREE = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._/+-]{0,59}");

  /** A code system. */
  public enum Scheme {
    LOINC,
    /** Anatomical therapeutic chemical classification, of medicines; any of its five levels. */
    ATC,
    /** Whatever the author uses. */
    FREE
  }

  /**
   * Checks the code's shape, and of LOINC the check digit: modulus 10 over the digits, every second
   * one from the right doubled (LOINC Users' Guide, "The LOINC check digit").
   */
  public EventCode {
    boolean sound =
        switch (system) {
          case LOINC -> LOINC.matcher(value).matches() && checked(value);
          case ATC -> ATC.matcher(value).matches();
          case FREE -> FREE.matcher(value).matches();
        };
    if (!sound) {
      throw new IllegalArgumentException("code must be one of " + system);
    }
  }

  private static boolean checked(String code) {
    int dash = code.length() - 2;
    int sum = 0;
    for (int i = dash - 1; i >= 0; i--) {
      int digit = (code.charAt(i) - '0') * ((dash - 1 - i) % 2 == 0 ? 2 : 1);
      sum += digit / 10 + digit % 10;
    }
    return (10 - sum % 10) % 10 == code.charAt(dash + 1) - '0';
  }
}
