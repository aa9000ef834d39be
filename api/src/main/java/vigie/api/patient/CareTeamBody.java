package vigie.api.patient;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.alert.Schedule;
import vigie.api.access.ContactLevel;
import vigie.api.web.Refusal;
import vigie.patient.Cover;

/**
 * A care team in JSON; null for none.
 *
 * @param contactLevel how much of an alert the emergency contact is told; null for no health data
 * @param hours of the treating physician; null for always
 * @param absences of the treating physician
 * @param substitutes in the order in which they are told
 */
@Serdeable
public record CareTeamBody(
    @Nullable UUID treatingPhysician,
    @Nullable UUID emergencyContact,
    @Nullable ContactLevel contactLevel,
    @Nullable Hours hours,
    @Nullable List<Absence> absences,
    @Nullable List<Substitute> substitutes) {
  /** As many as nurse-call systems take. */
  private static final int SUBSTITUTES_MAX = 20;

  private static final int ABSENCES_MAX = 100;

  /** Hours of the week on the wall clock of a zone; the end is not part of them. */
  @Serdeable
  public record Hours(
      @Nullable String zone,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable LocalTime from,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable LocalTime to,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable Set<DayOfWeek> days) {}

  /** A time without the treating physician; the end is not part of it. */
  @Serdeable
  public record Absence(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable Instant from,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable Instant until) {}

  /** Somebody who stands in, between these times and at these hours; null for no bound. */
  @Serdeable
  public record Substitute(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable UUID person,
      @Nullable Instant from,
      @Nullable Instant until,
      @Nullable Hours hours) {}

  static CareTeamBody of(
      @Nullable UUID treatingPhysician,
      @Nullable UUID emergencyContact,
      ContactLevel contactLevel,
      Cover cover) {
    return new CareTeamBody(
        treatingPhysician,
        emergencyContact,
        contactLevel,
        hours(cover.hours()),
        cover.absences().stream().map(a -> new Absence(a.from(), a.until())).toList(),
        cover.substitutes().stream()
            .map(s -> new Substitute(s.person(), s.from(), s.until(), hours(s.hours())))
            .toList());
  }

  /**
   * How much the emergency contact is told.
   *
   * @throws Refusal when there is none to be told anything
   */
  ContactLevel level() {
    ContactLevel level = contactLevel == null ? ContactLevel.NONE : contactLevel;
    if (level != ContactLevel.NONE && emergencyContact == null) {
      throw Refusal.invalid("contactLevel", "must be NONE without an emergency contact");
    }
    return level;
  }

  /**
   * Who stands in, checked but for who the people are.
   *
   * @param zone of hours that name none
   * @throws Refusal with the place of the fault
   */
  Cover cover(ZoneId zone) {
    List<Absence> away = absences == null ? List.of() : absences;
    List<Substitute> others = substitutes == null ? List.of() : substitutes;
    if (away.size() > ABSENCES_MAX) {
      throw Refusal.invalid("absences", "must be at most " + ABSENCES_MAX);
    }
    if (others.size() > SUBSTITUTES_MAX) {
      throw Refusal.invalid("substitutes", "must be at most " + SUBSTITUTES_MAX);
    }
    return new Cover(
        schedule("hours", hours, zone),
        away.stream().map(CareTeamBody::absence).toList(),
        others.stream().map(other -> substitute(other, zone)).toList());
  }

  private static Cover.Absence absence(Absence absence) {
    Instant from = absence.from();
    Instant until = absence.until();
    if (from == null || until == null || !from.isBefore(until)) {
      throw Refusal.invalid("absences", "must each have a time 'from' before a time 'until'");
    }
    return new Cover.Absence(from, until);
  }

  private static Cover.Substitute substitute(Substitute substitute, ZoneId zone) {
    UUID person = substitute.person();
    if (person == null) {
      throw Refusal.invalid("substitutes", "must each have a person");
    }
    return new Cover.Substitute(
        person,
        substitute.from(),
        substitute.until(),
        schedule("substitutes.hours", substitute.hours(), zone));
  }

  private static @Nullable Schedule schedule(
      String field, @Nullable Hours hours, ZoneId otherwise) {
    if (hours == null) {
      return null;
    }
    if (hours.from() == null
        || hours.to() == null
        || hours.days() == null
        || hours.days().isEmpty()) {
      throw Refusal.invalid(field, "must have from, to and days");
    }
    try {
      ZoneId zone = hours.zone() == null ? otherwise : ZoneId.of(hours.zone());
      return new Schedule(zone, hours.from(), hours.to(), hours.days());
    } catch (DateTimeException e) {
      throw Refusal.invalid(field, "must have a zone such as Europe/Paris");
    }
  }

  private static @Nullable Hours hours(@Nullable Schedule schedule) {
    return schedule == null
        ? null
        : new Hours(schedule.zone().getId(), schedule.from(), schedule.to(), schedule.days());
  }
}
