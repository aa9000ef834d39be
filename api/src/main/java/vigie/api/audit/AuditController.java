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
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.access.AccessDirectory;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.access.Actor;
import vigie.api.access.Mandate;
import vigie.api.access.Professional;
import vigie.api.access.Reason;
import vigie.api.patient.JdbcMandates;
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
  private final JdbcMandates mandates;
  private final AccessDirectory directory;

  /** The mandate by which somebody acted; {@code basis} is null where it was not asked then. */
  @Serdeable
  public record MandateSeen(
      Mandate.@Nullable Basis basis, String proof, List<Mandate.Scope> scopes, Instant until) {
    static MandateSeen of(JdbcMandates.Row row) {
      return new MandateSeen(
          row.basis(),
          row.proof(),
          row.mandate().scopes().stream().sorted().toList(),
          row.mandate().until());
    }
  }

  /**
   * What was verified of a professional when they asked: profession, RPPS number, and the
   * organisation for which they asked (FINESS).
   */
  @Serdeable
  public record ProfessionalSeen(
      String profession, @Nullable String identifier, @Nullable String organisation) {
    static @Nullable ProfessionalSeen of(AuditLine.@Nullable Known known) {
      return known == null
          ? null
          : new ProfessionalSeen(known.profession(), known.identifier(), known.organisation());
    }
  }

  /**
   * One access; {@code professional} is null for lay people, {@code mandate} is there where it was
   * on behalf of the patient, {@code words} is all of it as a patient reads it. {@code
   * professionVerified} is the day of the national directory that has the professional who asked as
   * they stand here now; null where an operator entered the profession and nobody verified it, and
   * of everybody else.
   */
  @Serdeable
  public record AuditResponse(
      long seq,
      Instant at,
      @Nullable UUID actor,
      @Nullable String role,
      @Nullable ProfessionalSeen professional,
      String action,
      boolean allowed,
      String reason,
      String route,
      String requestId,
      @Nullable String purpose,
      @Nullable MandateSeen mandate,
      @Nullable LocalDate professionVerified,
      String words) {
    static AuditResponse of(
        AuditLog.Entry entry,
        @Nullable MandateSeen mandate,
        @Nullable LocalDate professionVerified,
        String words) {
      AuditLine line = entry.line();
      return new AuditResponse(
          entry.seq(),
          line.at(),
          line.actor(),
          line.roleAlone(),
          ProfessionalSeen.of(line.professional()),
          line.action(),
          line.allowed(),
          line.reason(),
          line.route(),
          line.requestId(),
          line.purpose(),
          mandate,
          professionVerified,
          words);
    }
  }

  /** Wired by the program. */
  public AuditController(
      AccessGuard guard,
      HttpCallers callers,
      AuditLog audit,
      JdbcPeople people,
      JdbcMandates mandates,
      AccessDirectory directory) {
    this.guard = guard;
    this.callers = callers;
    this.audit = audit;
    this.people = people;
    this.mandates = mandates;
    this.directory = directory;
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
    AuditNames names = AuditNames.of(entries, people);
    List<JdbcMandates.Row> given =
        entries.stream().anyMatch(entry -> onBehalf(entry.line()))
            ? mandates.history(id)
            : List.of();
    return entries.stream()
        .map(
            entry -> {
              MandateSeen mandate = mandate(given, entry.line());
              String sentence =
                  words.sentence(
                      entry.line(),
                      id,
                      names.actor(entry.line()),
                      mandate == null ? null : mandate.basis());
              return AuditResponse.of(entry, mandate, verified(entry.line()), sentence);
            })
        .toList();
  }

  private @Nullable LocalDate verified(AuditLine line) {
    UUID actor = line.actor();
    Actor known = actor == null ? null : directory.actor(actor).orElse(null);
    Professional professional = known == null ? null : known.professional();
    return professional == null ? null : professional.verified();
  }

  private static boolean onBehalf(AuditLine line) {
    return line.reason().equals(Reason.ON_BEHALF.name());
  }

  /** The one that was in force; null when none was needed. */
  private static @Nullable MandateSeen mandate(List<JdbcMandates.Row> given, AuditLine line) {
    return given.stream()
        .filter(row -> onBehalf(line) && row.mandate().representative().equals(line.actor()))
        .filter(row -> row.heldAt(line.at()))
        .findFirst()
        .map(MandateSeen::of)
        .orElse(null);
  }
}
