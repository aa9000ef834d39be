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
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.access.AccessDirectory;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.access.Actor;
import vigie.api.access.Caller;
import vigie.api.access.PatientRights;
import vigie.api.access.Role;
import vigie.api.web.HttpCallers;
import vigie.api.web.Refusal;

/** Whom a patient names as treating physician and as emergency contact. */
@Controller("/patients/{id}/care-team")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class CareTeamController {
  private final AccessGuard guard;
  private final HttpCallers callers;
  private final AccessDirectory directory;
  private final JdbcCareTeams careTeams;

  /** The two people; null for none. */
  @Serdeable
  public record CareTeam(@Nullable UUID treatingPhysician, @Nullable UUID emergencyContact) {}

  /** Wired by the program. */
  public CareTeamController(
      AccessGuard guard, HttpCallers callers, AccessDirectory directory, JdbcCareTeams careTeams) {
    this.guard = guard;
    this.callers = callers;
    this.directory = directory;
    this.careTeams = careTeams;
  }

  /** The care team as it stands. */
  @Get
  @Operation(summary = "Treating physician and emergency contact (patient)")
  public CareTeam get(HttpRequest<?> request, UUID id) {
    guard.ask(callers.of(request), Action.READ_CARE_TEAM, id);
    return directory
        .patient(id)
        .map(CareTeamController::team)
        .orElseGet(() -> new CareTeam(null, null));
  }

  /** Names both anew; what is null or missing is named no more. */
  @Put
  @Operation(summary = "Name treating physician and emergency contact (patient)")
  public CareTeam put(HttpRequest<?> request, UUID id, @Body CareTeam team) {
    Caller caller = callers.of(request);
    guard.ask(caller, Action.CHANGE_CARE_TEAM, id);
    UUID physician = team.treatingPhysician();
    if (physician != null
        && directory.actor(physician).map(Actor::role).orElse(null) != Role.PHYSICIAN) {
      throw Refusal.invalid("treatingPhysician", "must be the id of a physician");
    }
    UUID contact = team.emergencyContact();
    if (contact != null && directory.actor(contact).isEmpty()) {
      throw Refusal.invalid("emergencyContact", "must be the id of a person");
    }
    if (contact != null && contact.equals(id)) {
      throw Refusal.invalid("emergencyContact", "must be somebody else");
    }
    careTeams.put(id, physician, contact, caller.actor().person());
    return team;
  }

  private static CareTeam team(PatientRights rights) {
    return new CareTeam(rights.treatingPhysician(), rights.emergencyContact());
  }
}
