package vigie.patient;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vigie.alert.Schedule;
import vigie.reading.PatientId;

/** Who is on duty, and why. */
@Tag("C-57")
class DutyTest {
  private static final UUID PHYSICIAN = new UUID(1, 1);
  private static final UUID ANNE = new UUID(1, 2);
  private static final UUID BO = new UUID(1, 3);

  /** A Monday, ten o'clock in Paris. */
  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

  private static final Schedule DAY = hours(8, 18);
  private static final Schedule NIGHT = hours(18, 8);

  @Test
  void thePhysicianIsThereUnlessSomethingIsSaid() {
    assertThat(physician(Cover.NONE)).isEqualTo(new Duty(PHYSICIAN, Duty.Reason.ON_DUTY));
  }

  @Test
  void thePhysicianIsThereInTheirHoursOnly() {
    assertThat(physician(new Cover(DAY, List.of(), List.of())).reason())
        .isEqualTo(Duty.Reason.ON_DUTY);
    assertThat(physician(new Cover(NIGHT, List.of(), List.of())))
        .isEqualTo(new Duty(null, Duty.Reason.OUTSIDE_HOURS));
  }

  @Test
  void anAbsenceBeginsAndEndsToTheMoment() {
    assertThat(physician(away(NOW, NOW.plusSeconds(1))).reason()).isEqualTo(Duty.Reason.ABSENT);
    assertThat(physician(away(NOW.minusSeconds(1), NOW)).reason()).isEqualTo(Duty.Reason.ON_DUTY);
    assertThat(physician(away(NOW.plusSeconds(1), NOW.plusSeconds(2))).reason())
        .isEqualTo(Duty.Reason.ON_DUTY);
  }

  @Test
  void whoDeclinesIsNotOnDuty() {
    Duty duty = Duty.physician(profile(PHYSICIAN, Cover.NONE), NOW, PHYSICIAN::equals);
    assertThat(duty).isEqualTo(new Duty(null, Duty.Reason.DECLINED));
  }

  @Test
  void whereNobodyIsNamedThatIsTheReason() {
    assertThat(Duty.physician(profile(null, Cover.NONE), NOW, any -> false).reason())
        .isEqualTo(Duty.Reason.NOBODY_NAMED);
    assertThat(substitute(List.of()).reason()).isEqualTo(Duty.Reason.NOBODY_NAMED);
  }

  @Test
  void theFirstOfThoseOnDutyStandsIn() {
    Cover.Substitute anne = new Cover.Substitute(ANNE, null, null, NIGHT);
    Cover.Substitute bo = new Cover.Substitute(BO, null, null, DAY);
    assertThat(substitute(List.of(anne, bo)).person()).isEqualTo(BO);
    assertThat(substitute(List.of(anne))).isEqualTo(new Duty(null, Duty.Reason.OUTSIDE_HOURS));
  }

  @Test
  void aSubstituteStandsInBetweenTheirDates() {
    assertThat(substitute(List.of(dated(NOW, NOW.plusSeconds(1)))).person()).isEqualTo(ANNE);
    assertThat(substitute(List.of(dated(null, NOW))).person()).isNull();
    assertThat(substitute(List.of(dated(NOW.plusSeconds(1), null))).person()).isNull();
  }

  @Test
  void afterTheFirstDeclinesTheNextStandsIn() {
    PatientProfile profile =
        profile(
            PHYSICIAN,
            new Cover(
                null,
                List.of(),
                List.of(
                    new Cover.Substitute(ANNE, null, null, null),
                    new Cover.Substitute(BO, null, null, null))));
    assertThat(Duty.substitute(profile, NOW, ANNE::equals).person()).isEqualTo(BO);
    assertThat(Duty.substitute(profile, NOW, Set.of(ANNE, BO)::contains))
        .isEqualTo(new Duty(null, Duty.Reason.DECLINED));
  }

  private static Duty physician(Cover cover) {
    return Duty.physician(profile(PHYSICIAN, cover), NOW, any -> false);
  }

  private static Duty substitute(List<Cover.Substitute> substitutes) {
    return Duty.substitute(
        profile(PHYSICIAN, new Cover(null, List.of(), substitutes)), NOW, any -> false);
  }

  private static Cover away(Instant from, Instant until) {
    return new Cover(null, List.of(new Cover.Absence(from, until)), List.of());
  }

  private static Cover.Substitute dated(@Nullable Instant from, @Nullable Instant until) {
    return new Cover.Substitute(ANNE, from, until, null);
  }

  private static Schedule hours(int from, int to) {
    return new Schedule(
        ZoneId.of("Europe/Paris"),
        LocalTime.of(from, 0),
        LocalTime.of(to, 0),
        EnumSet.allOf(DayOfWeek.class));
  }

  private static PatientProfile profile(@Nullable UUID physician, Cover cover) {
    return new PatientProfile(
        new PatientId(new UUID(0, 9)), 1, Set.of(), physician, null, List.of(), Set.of(), cover);
  }
}
