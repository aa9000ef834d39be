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
import java.util.List;
import java.util.Set;
import java.util.UUID;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.access.Caller;
import vigie.api.web.HttpCallers;
import vigie.patient.ProfileFlag;

/** Facts that change which rules apply to a patient; never inferred, a physician records them. */
@Controller("/patients/{id}/flags")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class FlagController {
  private final AccessGuard guard;
  private final HttpCallers callers;
  private final JdbcLimits limits;

  /** Wired by the program. */
  public FlagController(AccessGuard guard, HttpCallers callers, JdbcLimits limits) {
    this.guard = guard;
    this.callers = callers;
    this.limits = limits;
  }

  /** The flags in force. */
  @Get
  @Operation(summary = "Facts that change which rules apply (patient, treating physician)")
  public List<ProfileFlag> get(HttpRequest<?> request, UUID id) {
    guard.ask(callers.of(request), Action.READ_FLAGS, id);
    return limits.flags(id).stream().sorted().toList();
  }

  /** Sets the flags, in place of those before; a birth date's own stays. */
  @Put
  @Operation(summary = "Set the facts that change which rules apply (treating physician)")
  public List<ProfileFlag> put(HttpRequest<?> request, UUID id, @Body List<ProfileFlag> flags) {
    Caller caller = callers.of(request);
    guard.ask(caller, Action.CHANGE_FLAGS, id);
    Set<ProfileFlag> wished = Set.copyOf(flags);
    limits.putFlags(id, wished, caller.actor().person());
    return limits.flags(id).stream().sorted().toList();
  }
}
