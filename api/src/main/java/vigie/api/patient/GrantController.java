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
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.access.AccessDirectory;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.access.Actor;
import vigie.api.access.Caller;
import vigie.api.access.Role;
import vigie.api.web.HttpCallers;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;
import vigie.reading.Category;

/** What a patient lets others see, person by person and category by category (C-23). */
@Controller("/patients/{id}/grants")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class GrantController {
  private static final String EVERYTHING = "ALL";

  private final AccessGuard guard;
  private final HttpCallers callers;
  private final AccessDirectory directory;
  private final JdbcGrants grants;
  private final Clock clock;

  /**
   * Categories by name, or {@code ALL}, which stands for all but the cycle (C-10); {@code until}
   * for a grant that ends by itself.
   */
  @Serdeable
  public record GrantRequest(List<String> categories, @Nullable Instant until) {}

  /** A grant. */
  @Serdeable
  public record GrantResponse(
      UUID grantee, List<Category> categories, Instant since, @Nullable Instant until) {
    static GrantResponse of(JdbcGrants.Row row) {
      return new GrantResponse(
          row.grantee(), row.categories().stream().sorted().toList(), row.since(), row.until());
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

  /** Grants to a person, in place of what was granted to them before. */
  @Put("/{grantee}")
  @Operation(summary = "Grant categories to a person (patient)")
  public GrantResponse put(
      HttpRequest<?> request, UUID id, UUID grantee, @Body GrantRequest grant) {
    Caller caller = callers.of(request);
    guard.ask(caller, Action.CHANGE_GRANTS, id);
    Role role = directory.actor(grantee).map(Actor::role).orElse(null);
    if (role == null) {
      throw Refusal.invalid("grantee", "must be the id of a person");
    }
    if (role == Role.OPERATOR || grantee.equals(id)) {
      throw Refusal.invalid("grantee", "must be neither an operator nor the patient");
    }
    if (grant.until() != null && !grant.until().isAfter(clock.instant())) {
      throw Refusal.invalid("until", "must be in the future");
    }
    return GrantResponse.of(
        grants.put(
            id, grantee, categories(grant.categories()), grant.until(), caller.actor().person()));
  }

  /** Ends a grant; holds from the next request and the next frame. */
  @Delete("/{grantee}")
  @Status(HttpStatus.NO_CONTENT)
  @Operation(summary = "End a grant (patient)")
  public void delete(HttpRequest<?> request, UUID id, UUID grantee) {
    guard.ask(callers.of(request), Action.CHANGE_GRANTS, id);
    if (!grants.end(id, grantee)) {
      throw new Refusal(ProblemCode.NOT_FOUND, "nothing is granted to this person");
    }
  }

  private static Set<Category> categories(List<String> names) {
    EnumSet<Category> categories = EnumSet.noneOf(Category.class);
    for (String name : names) {
      if (name.equals(EVERYTHING)) {
        categories.addAll(EnumSet.complementOf(EnumSet.of(Category.CYCLE)));
        continue;
      }
      try {
        categories.add(Category.valueOf(name));
      } catch (IllegalArgumentException e) {
        throw Refusal.invalid(
            "categories", "has '" + name + "', must be of ALL, " + List.of(Category.values()));
      }
    }
    if (categories.isEmpty()) {
      throw Refusal.invalid("categories", "must name at least one; DELETE ends a grant");
    }
    return categories;
  }
}
