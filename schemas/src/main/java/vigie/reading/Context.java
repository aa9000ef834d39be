package vigie.reading;

/** What the patient was doing, as far as the device said. */
public enum Context {
  UNKNOWN(0),
  REST(1),
  EXERCISE(2),
  SLEEP(3),
  MEAL(4);

  private final short number;

  Context(int number) {
    this.number = (short) number;
  }

  /** Stands for this value in tables; never reused. */
  public short number() {
    return number;
  }

  /** The value of this number; throws IllegalArgumentException when there is none. */
  public static Context ofNumber(int number) {
    for (Context value : values()) {
      if (value.number == number) {
        return value;
      }
    }
    throw new IllegalArgumentException("no context has number " + number);
  }
}
