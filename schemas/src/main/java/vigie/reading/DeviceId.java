package vigie.reading;

import java.util.regex.Pattern;

/**
 * A device's name: the user name it signs in with and its level in the topic.
 *
 * @param value 1 to 64 of a-z, 0-9, dot, underscore and hyphen, beginning with a letter or digit
 */
public record DeviceId(String value) {
  private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  /** Checks the shape. */
  public DeviceId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "device id must be 1 to 64 of a-z 0-9 . _ - beginning with a letter or digit, was '"
              + value
              + "'");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
