package vigie.api.reach;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import vigie.alert.Notification.Role;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.schedule.JdbcSchedule;
import vigie.api.web.HttpCallers;

/** For whom nobody could be reached, by ids: no name and nothing measured. */
@Controller("/unreachable")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class ReachController {
  private final AccessGuard guard;
  private final HttpCallers callers;
  private final ReachCheck check;
  private final JdbcSchedule schedule;
  private final Clock clock;

  /** Whether one person could be reached, and over how many proven channels. */
  @Serdeable
  public record MemberView(UUID person, Role role, Reach.State state, int channels) {}

  /** A patient, what is wrong, and who was looked at. */
  @Serdeable
  public record UnreachableView(UUID patient, Reach.Finding finding, List<MemberView> people) {}

  /** As it stands now; {@code warnedAt} is when the nightly check last ran. */
  @Serdeable
  public record ReachView(Instant warnedAt, List<UnreachableView> patients) {}

  /** Wired by the program. */
  ReachController(
      AccessGuard guard,
      HttpCallers callers,
      ReachCheck check,
      JdbcSchedule schedule,
      Clock clock) {
    this.guard = guard;
    this.callers = callers;
    this.check = check;
    this.schedule = schedule;
    this.clock = clock;
  }

  /**
   * Every patient for whom nobody but perhaps the patient could be reached, or somebody in one way
   * only.
   */
  @Get
  @Operation(summary = "Patients for whom nobody could be reached, by ids (operator)")
  public ReachView get(HttpRequest<?> request) {
    guard.ask(callers.of(request), Action.READ_UNREACHABLE);
    return new ReachView(
        schedule.lastRun(ReachCheck.NAME),
        check.unreachable(clock.instant()).stream()
            .map(
                each ->
                    new UnreachableView(
                        each.reach().patient(),
                        each.finding(),
                        each.reach().people().stream()
                            .map(
                                one ->
                                    new MemberView(
                                        one.person(), one.role(), one.state(), one.channels()))
                            .toList()))
            .toList());
  }
}
