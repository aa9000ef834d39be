package vigie.api.audit;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.access.Caller;
import vigie.api.web.FieldText;
import vigie.api.web.HttpCallers;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;

/** What the data protection officer asks of the audit: ids and times, nothing measured (C-30). */
@Controller("/audit")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class AuditDutyController {
  private static final int REPORTS_MAX = 1_000;

  private final AccessGuard guard;
  private final HttpCallers callers;
  private final JdbcAuditReports reports;
  private final JdbcAuditHeads heads;
  private final Clock clock;

  /** One person, how often their data were asked for and given, and when. */
  @Serdeable
  public record SeenResponse(UUID patient, long times, Instant first, Instant last) {}

  /** What the patient is told. */
  @Serdeable
  public record AnswerRequest(String answer) {}

  /** Wired by the program. */
  public AuditDutyController(
      AccessGuard guard,
      HttpCallers callers,
      JdbcAuditReports reports,
      JdbcAuditHeads heads,
      Clock clock) {
    this.guard = guard;
    this.callers = callers;
    this.reports = reports;
    this.heads = heads;
    this.clock = clock;
  }

  /** Everybody whose data an account was given. */
  @Get("/seen")
  @Operation(summary = "Who was seen by an account, by ids (data protection officer)")
  public List<SeenResponse> seen(
      HttpRequest<?> request,
      @QueryValue @Nullable UUID account,
      @QueryValue @Nullable Instant from,
      @QueryValue @Nullable Instant to) {
    guard.ask(callers.of(request), Action.READ_SEEN);
    if (account == null) {
      throw Refusal.invalid("account", "must be given");
    }
    return reports
        .seenBy(account, from == null ? Instant.EPOCH : from, to == null ? clock.instant() : to)
        .stream()
        .map(seen -> new SeenResponse(seen.patient(), seen.times(), seen.first(), seen.last()))
        .toList();
  }

  /** Accesses that patients reported; those without answer first. */
  @Get("/reports")
  @Operation(summary = "Accesses that patients reported (data protection officer)")
  public List<AuditReportController.ReportResponse> reports(HttpRequest<?> request) {
    guard.ask(callers.of(request), Action.READ_REPORTS);
    return reports.all(REPORTS_MAX).stream().map(AuditReportController.ReportResponse::of).toList();
  }

  /** Answers the patient. */
  @Post("/reports/{report}/answer")
  @Operation(summary = "Answer a patient who reported an access (data protection officer)")
  public HttpResponse<?> answer(HttpRequest<?> request, long report, @Body AnswerRequest answer) {
    Caller caller = callers.of(request);
    guard.ask(caller, Action.ANSWER_REPORT);
    String text = FieldText.of("answer", answer.answer(), AuditReportController.TEXT_LENGTH_MAX);
    if (!reports.answer(report, text, caller.actor().person(), clock.instant())) {
      throw new Refusal(
          ProblemCode.NOT_FOUND, "there is no report " + report + " without an answer");
    }
    return HttpResponse.noContent();
  }

  /** Signs what is new and gives every head after this one, to be kept on another machine. */
  @Get(uri = "/heads", produces = MediaType.TEXT_PLAIN)
  @Operation(summary = "The audit's signed heads, one a line (data protection officer)")
  public String heads(HttpRequest<?> request, @QueryValue @Nullable Long after) {
    guard.ask(callers.of(request), Action.READ_AUDIT_HEADS);
    heads.sign();
    return heads.after(after == null ? 0 : after, Integer.MAX_VALUE).stream()
        .map(head -> head.line() + "\n")
        .collect(Collectors.joining());
  }
}
