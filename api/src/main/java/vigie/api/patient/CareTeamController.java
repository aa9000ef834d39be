package vigie.api.patient;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.time.ZoneId;
import java.util.UUID;
import vigie.api.access.AccessDirectory;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.access.Caller;
import vigie.api.access.ContactLevel;
import vigie.api.access.PatientRights;
import vigie.api.access.Role;
import vigie.api.web.HttpCallers;
import vigie.api.web.Refusal;
import vigie.patient.Cover;

/** Whom a patient names as treating physician, as substitutes and as emergency contact. */
@Controller("/patients/{id}/care-team")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class CareTeamController {
  private final AccessGuard guard;
  private final HttpCallers callers;
  private final AccessDirectory directory;
  private final JdbcCareTeams careTeams;
  private final ZoneId zone;

  /** Wired by the program. */
  public CareTeamController(
      AccessGuard guard,
      HttpCallers callers,
      AccessDirectory directory,
      JdbcCareTeams careTeams,
      ZoneId zone) {
    this.guard = guard;
    this.callers = callers;
    this.directory = directory;
    this.careTeams = careTeams;
    this.zone = zone;
  }

  /** The care team as it stands. */
  @Get
  @Operation(summary = "Treating physician, who stands in, emergency contact (patient)")
  public CareTeamBody get(HttpRequest<?> request, UUID id) {
    guard.ask(callers.of(request), Action.READ_CARE_TEAM, id);
    PatientRights rights = directory.patient(id).orElse(null);
    return rights == null
        ? CareTeamBody.of(null, null, ContactLevel.NONE, Cover.NONE)
        : CareTeamBody.of(
            rights.treatingPhysician(),
            rights.emergencyContact(),
            rights.contactLevel(),
            careTeams.cover(id));
  }

  /** Names them anew; what is null or missing is named no more. */
  @Put
  @Operation(
      summary = "Name treating physician, who stands in, emergency contact (patient)",
      description =
          "contactLevel says how much of an alert the emergency contact is told: NONE, which holds"
              + " unless said, CATEGORY, or VALUE with the limit.")
  public CareTeamBody put(HttpRequest<?> request, UUID id, @Body CareTeamBody team) {
    Caller caller = callers.of(request);
    guard.ask(caller, Action.CHANGE_CARE_TEAM, id);
    UUID physician = team.treatingPhysician();
    if (physician != null && !isPhysician(physician)) {
      throw Refusal.invalid(
          "treatingPhysician",
          "must be the id of a physician, and not of an insurer, a bank or an employer");
    }
    UUID contact = team.emergencyContact();
    if (contact != null && directory.actor(contact).isEmpty()) {
      throw Refusal.invalid("emergencyContact", "must be the id of a person");
    }
    if (contact != null && contact.equals(id)) {
      throw Refusal.invalid("emergencyContact", "must be somebody else");
    }
    ContactLevel level = team.level();
    Cover cover = team.cover(zone);
    if (!cover.substitutes().stream().allMatch(substitute -> isPhysician(substitute.person()))) {
      throw Refusal.invalid("substitutes", "must be ids of physicians");
    }
    careTeams.put(
        id, new JdbcCareTeams.Team(physician, contact, level, cover), caller.actor().person());
    return CareTeamBody.of(physician, contact, level, cover);
  }

  private boolean isPhysician(UUID person) {
    return directory
        .actor(person)
        .filter(actor -> actor.role() == Role.PHYSICIAN && !actor.barred())
        .isPresent();
  }
}
