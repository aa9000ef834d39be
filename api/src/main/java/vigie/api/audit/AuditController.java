package vigie.api.audit;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.people.JdbcPeople;
import vigie.api.people.Person;
import vigie.api.web.HttpCallers;
import vigie.api.web.Refusal;

/** A patient sees who looked. */
@Controller("/patients/{id}/audit")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class AuditController {
  private static final int LIMIT_DEFAULT = 200;
  private static final int LIMIT_MAX = 1_000;

  private final AccessGuard guard;
  private final HttpCallers callers;
  private final AuditLog audit;
  private final JdbcPeople people;

  /** One access; {@code words} is all of it as a patient reads it. */
  @Serdeable
  public record AuditResponse(
      long seq,
      Instant at,
      @Nullable UUID actor,
      @Nullable String role,
      String action,
      boolean allowed,
      String reason,
      String route,
      String requestId,
      @Nullable String purpose,
      String words) {
    static AuditResponse of(AuditLog.Entry entry, String words) {
      AuditLine line = entry.line();
      return new AuditResponse(
          entry.seq(),
          line.at(),
          line.actor(),
          line.role(),
          line.action(),
          line.allowed(),
          line.reason(),
          line.route(),
          line.requestId(),
          line.purpose(),
          words);
    }
  }

  /** Wired by the program. */
  public AuditController(
      AccessGuard guard, HttpCallers callers, AuditLog audit, JdbcPeople people) {
    this.guard = guard;
    this.callers = callers;
    this.audit = audit;
    this.people = people;
  }

  /**
   * Every access to the patient's data, newest first; older ones by {@code before}. In the
   * patient's own language unless {@code language} is fr or en.
   */
  @Get
  @Operation(summary = "Who asked for the patient's data, and what they were answered (patient)")
  public List<AuditResponse> list(
      HttpRequest<?> request,
      UUID id,
      @QueryValue @Nullable Long before,
      @QueryValue @Nullable Integer limit,
      @QueryValue @Nullable String language) {
    guard.ask(callers.of(request), Action.READ_AUDIT, id);
    int most = limit == null ? LIMIT_DEFAULT : limit;
    if (language != null && !language.equals("fr") && !language.equals("en")) {
      throw Refusal.invalid("language", "must be fr or en");
    }
    if (most < 1 || most > LIMIT_MAX) {
      throw Refusal.invalid("limit", "must be from 1 to " + LIMIT_MAX);
    }
    List<AuditLog.Entry> entries =
        audit.ofPatient(id, before == null ? Long.MAX_VALUE : before, most);
    AuditWords words =
        AuditWords.of(
            language != null ? language : people.find(id).map(Person::language).orElse("fr"));
    Map<UUID, String> names = people.namesOfProfessionals(actors(entries));
    return entries.stream()
        .map(
            entry ->
                AuditResponse.of(
                    entry, words.sentence(entry.line(), id, name(names, entry.line()))))
        .toList();
  }

  private static Set<UUID> actors(List<AuditLog.Entry> entries) {
    return entries.stream()
        .map(entry -> entry.line().actor())
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  private static @Nullable String name(Map<UUID, String> names, AuditLine line) {
    return line.actor() == null ? null : names.get(line.actor());
  }
}
