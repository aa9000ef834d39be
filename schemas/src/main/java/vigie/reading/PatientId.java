package vigie.reading;

import java.util.UUID;

/** A patient's pseudonymous id; it says nothing about the person. */
public record PatientId(UUID value) {
  /** Reads the usual text form; throws IllegalArgumentException when it is none. */
  public static PatientId parse(String text) {
    return new PatientId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
