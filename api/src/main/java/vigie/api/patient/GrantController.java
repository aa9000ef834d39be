package vigie.api.patient;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.Status;
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
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.access.AccessDirectory;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.access.Actor;
import vigie.api.access.Caller;
import vigie.api.access.ContentKind;
import vigie.api.access.Grant;
import vigie.api.access.Grantee;
import vigie.api.access.Profession;
import vigie.api.access.Reason;
import vigie.api.access.Role;
import vigie.api.access.Verb;
import vigie.api.web.HttpCallers;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;

/** What a patient lets others see, person by person and category by category (C-23). */
@Controller("/patients/{id}/grants")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class GrantController {
  private final AccessGuard guard;
  private final HttpCallers callers;
  private final AccessDirectory directory;
  private final JdbcGrants grants;
  private final Clock clock;

  /**
   * Categories by name, or {@code ALL}, which stands for all but the cycle (C-10) and genetic
   * conditions; {@code verbs} READ unless said; {@code from} and {@code until} for a period.
   */
  @Serdeable
  public record GrantRequest(
      List<String> categories,
      @Nullable List<Verb> verbs,
      @Nullable Instant from,
      @Nullable Instant until) {}

  /** A grant, and who made it: the patient, or a representative on their behalf. */
  @Serdeable
  public record GrantResponse(
      String grantee,
      List<ContentKind> categories,
      List<Verb> verbs,
      Instant since,
      Instant from,
      @Nullable Instant until,
      UUID by) {
    static GrantResponse of(JdbcGrants.Row row) {
      Grant grant = row.grant();
      return new GrantResponse(
          grant.grantee().toString(),
          grant.kinds().stream().sorted().toList(),
          grant.verbs().stream().sorted().toList(),
          row.since(),
          grant.from(),
          grant.until(),
          row.by());
    }
  }

  /** Wired by the program. */
  public GrantController(
      AccessGuard guard,
      HttpCallers callers,
      AccessDirectory directory,
      JdbcGrants grants,
      Clock clock) {
    this.guard = guard;
    this.callers = callers;
    this.directory = directory;
    this.grants = grants;
    this.clock = clock;
  }

  /** The grants that stand. */
  @Get
  @Operation(summary = "Grants (patient)")
  public List<GrantResponse> list(HttpRequest<?> request, UUID id) {
    guard.ask(callers.of(request), Action.READ_GRANTS, id);
    return grants.list(id).stream().map(GrantResponse::of).toList();
  }

  /** Grants to a grantee, in place of what was granted to them before. */
  @Put("/{grantee}")
  @Operation(
      summary = "Grant categories to a person, or to PROFESSION@ORGANISATION (patient)",
      description =
          "Never to an insurer, a bank or an employer; a profession sees of it what the"
              + " habilitation matrix opens.")
  public GrantResponse put(
      HttpRequest<?> request, UUID id, String grantee, @Body GrantRequest grant) {
    Caller caller = callers.of(request);
    guard.ask(caller, Action.CHANGE_GRANTS, id);
    Grantee whom = grantee(grantee);
    check(whom, id);
    Instant now = clock.instant();
    Instant from = grant.from() == null ? now : grant.from();
    if (grant.until() != null && (!grant.until().isAfter(now) || !from.isBefore(grant.until()))) {
      throw Refusal.invalid("until", "must be in the future and after from");
    }
    Set<Verb> verbs = ContentKinds.verbs(grant.verbs() == null ? List.of() : grant.verbs());
    return GrantResponse.of(
        grants.put(
            id,
            new Grant(whom, verbs, ContentKinds.of(grant.categories()), from, grant.until()),
            caller.actor().person()));
  }

  /** Ends a grant; holds from the next request and the next frame. */
  @Delete("/{grantee}")
  @Status(HttpStatus.NO_CONTENT)
  @Operation(summary = "End a grant (patient)")
  public void delete(HttpRequest<?> request, UUID id, String grantee) {
    guard.ask(callers.of(request), Action.CHANGE_GRANTS, id);
    if (!grants.end(id, grantee(grantee))) {
      throw new Refusal(ProblemCode.NOT_FOUND, "nothing is granted to this grantee");
    }
  }

  private static Grantee grantee(String text) {
    try {
      return Grantee.parse(text);
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid("grantee", "must be a person's id or PROFESSION@ORGANISATION");
    }
  }

  private void check(Grantee grantee, UUID patient) {
    boolean barred;
    if (grantee instanceof Grantee.Staff staff) {
      barred = staff.profession() == Profession.OTHER || directory.barred(staff.organisation());
    } else {
      Actor actor =
          directory
              .actor(UUID.fromString(grantee.toString()))
              .orElseThrow(() -> Refusal.invalid("grantee", "must be the id of a person"));
      if (actor.role() == Role.OPERATOR
          || actor.role() == Role.DPO
          || actor.person().equals(patient)) {
        throw Refusal.invalid("grantee", "must be neither of those who run this nor the patient");
      }
      barred = actor.barred();
    }
    if (barred) {
      throw Refusal.invalid("grantee", "is refused: " + Reason.NEVER_GRANTED.words());
    }
  }
}
