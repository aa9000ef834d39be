package vigie.reading;

/**
 * What a patient consents to and grants, one at a time. The first ten are the charter's categories
 * (C-01 to C-10); respiration is the one vital sign that the charter does not name.
 */
public enum Category {
  PHYSICAL_ACTIVITY,
  SLEEP,
  BLOOD_GLUCOSE,
  BLOOD_PRESSURE,
  BODY_MASS,
  TEMPERATURE,
  HEART_RATE,
  DIET,
  OXYGEN_SATURATION,
  /** Ovulation and menstruation; never part of a grant of "all" (C-10). */
  CYCLE,
  RESPIRATION
}
