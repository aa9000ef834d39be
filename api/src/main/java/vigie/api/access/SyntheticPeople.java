package vigie.api.access;

import java.util.Set;
import java.util.UUID;
import vigie.Keyed128;
import vigie.reading.PatientId;

/**
 * The watchdog's people: nobody, marked HTEST by their names, and known by ids that are the same
 * everywhere. Whatever counts patients, people or messages leaves them out.
 */
public final class SyntheticPeople {
  /** Whose alert must arrive. */
  public static final UUID PATIENT = Keyed128.of("watchdog", "patient");

  /** Who answers it. */
  public static final UUID PHYSICIAN = Keyed128.of("watchdog", "physician");

  private static final Set<UUID> ALL = Set.of(PATIENT, PHYSICIAN);

  private SyntheticPeople() {}

  /** Whether this person is one of them. */
  public static boolean includes(UUID person) {
    return ALL.contains(person);
  }

  /** Whether this patient is the one. */
  public static boolean includes(PatientId patient) {
    return patient.value().equals(PATIENT);
  }
}
