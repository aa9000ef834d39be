package vigie.api.access;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import vigie.reading.Category;

/**
 * A kind of content: a row of the {@link Matrix}, and what grants and masks name. First the
 * categories of readings, by the same names, then what professionals enter (C-11 to C-16).
 */
public enum ContentKind {
  PHYSICAL_ACTIVITY,
  SLEEP,
  BLOOD_GLUCOSE,
  BLOOD_PRESSURE,
  BODY_MASS,
  TEMPERATURE,
  HEART_RATE,
  DIET,
  OXYGEN_SATURATION,
  CYCLE,
  RESPIRATION,

  TREATMENT,
  PRESCRIPTION,
  LAB_RESULT,
  IMAGING_RESULT,
  LIAISON_LETTER,
  OPERATIVE_REPORT,
  STAY_REPORT,
  DISCHARGE_LETTER,
  HISTORY,
  ALLERGY,
  GENETIC_CONDITION,
  APPOINTMENT;

  private static final Set<ContentKind> EVERY =
      Collections.unmodifiableSet(EnumSet.allOf(ContentKind.class));
  private static final Set<ContentKind> BY_ALL =
      Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(CYCLE, GENETIC_CONDITION)));

  /** The kind that readings of this category are of. */
  public static ContentKind of(Category category) {
    return valueOf(category.name());
  }

  /** All of them. */
  public static Set<ContentKind> every() {
    return EVERY;
  }

  /** What "all" stands for: not what must be named by itself (C-10, C-14). */
  public static Set<ContentKind> byAll() {
    return BY_ALL;
  }

  /** Whether readings are of it, so that it needs the patient's consent to be taken in. */
  public boolean isReading() {
    return compareTo(TREATMENT) < 0;
  }
}
