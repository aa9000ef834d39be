package vigie.reading;

/** How far a reading can be trusted. */
public enum Quality {
  VALID(0),
  /** In range but doubtful; kept, never alone the cause of an alert. */
  QUESTIONABLE(1),
  /** The device gave no time: the received time stands in its place. */
  TIME_ESTIMATED(2),
  /** Made to try the system; never alerts. */
  TEST(3),
  /** No measurement: says that what was measured then is not to be taken for true. */
  RETRACTED(4);

  private final short number;

  Quality(int number) {
    this.number = (short) number;
  }

  /** Stands for this value in tables; never reused. */
  public short number() {
    return number;
  }

  /** The value of this number; throws IllegalArgumentException when there is none. */
  public static Quality ofNumber(int number) {
    for (Quality value : values()) {
      if (value.number == number) {
        return value;
      }
    }
    throw new IllegalArgumentException("no quality has number " + number);
  }
}
