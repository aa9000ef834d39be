package vigie.patient;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vigie.alert.Schedule;

/**
 * Who of those who treat a patient is on duty at a time, and why. Pure.
 *
 * @param person who is; null for nobody
 * @param reason why this person, or why nobody
 */
public record Duty(@Nullable UUID person, Reason reason) {
  /** Why somebody is or is not on duty. */
  public enum Reason {
    /** On duty. */
    ON_DUTY,
    /** Nobody is named. */
    NOBODY_NAMED,
    /** Away for some days. */
    ABSENT,
    /** Not at this hour or on this date. */
    OUTSIDE_HOURS,
    /** Does not take on this alert. */
    DECLINED
  }

  /**
   * The treating physician.
   *
   * @param declines whether a person takes no part, for reasons of their own
   */
  public static Duty physician(PatientProfile profile, Instant at, Predicate<UUID> declines) {
    UUID person = profile.treatingPhysician();
    if (person == null) {
      return nobody(Reason.NOBODY_NAMED);
    }
    if (declines.test(person)) {
      return nobody(Reason.DECLINED);
    }
    if (profile.cover().absences().stream().anyMatch(absence -> absence.contains(at))) {
      return nobody(Reason.ABSENT);
    }
    Schedule hours = profile.cover().hours();
    return hours == null || hours.contains(at)
        ? new Duty(person, Reason.ON_DUTY)
        : nobody(Reason.OUTSIDE_HOURS);
  }

  /**
   * The first of those who stand in.
   *
   * @param declines whether a person takes no part, for reasons of their own
   */
  public static Duty substitute(PatientProfile profile, Instant at, Predicate<UUID> declines) {
    Reason why = Reason.NOBODY_NAMED;
    for (Cover.Substitute substitute : profile.cover().substitutes()) {
      if (!substitute.onDuty(at)) {
        why = Reason.OUTSIDE_HOURS;
      } else if (declines.test(substitute.person())) {
        why = Reason.DECLINED;
      } else {
        return new Duty(substitute.person(), Reason.ON_DUTY);
      }
    }
    return nobody(why);
  }

  private static Duty nobody(Reason why) {
    return new Duty(null, why);
  }
}
