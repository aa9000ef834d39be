package vigie.reading;

/**
 * A device's name: the user name it signs in with and its level in the topic.
 *
 * @param value 1 to 64 of a-z, 0-9, dot, underscore and hyphen, beginning with a letter or digit
 */
public record DeviceId(String value) {
  private static final int LENGTH_MAX = 64;

  /** Checks the shape. */
  public DeviceId {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException(
          "device id must be 1 to 64 of a-z 0-9 . _ - beginning with a letter or digit, was '"
              + value
              + "'");
    }
  }

  /** By hand: one is made of every record that is read, and a pattern costs ten times as much. */
  private static boolean isWellFormed(String value) {
    if (value.isEmpty() || value.length() > LENGTH_MAX) {
      return false;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean begins = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (!begins && (i == 0 || (c != '.' && c != '_' && c != '-'))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return value;
  }
}
