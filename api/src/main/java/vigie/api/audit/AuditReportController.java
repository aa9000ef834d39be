package vigie.api.audit;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.store.StoreException;
import vigie.api.web.FieldText;
import vigie.api.web.HttpCallers;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;

/** A patient reports an access that was not right, and reads what became of it (C-51). */
@Controller("/patients/{id}/audit")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class AuditReportController {
  static final int TEXT_LENGTH_MAX = 2_000;

  private final AccessGuard guard;
  private final HttpCallers callers;
  private final JdbcAuditReports reports;
  private final Clock clock;

  /** What is not right about it, in the patient's words. */
  @Serdeable
  public record ReportRequest(String note) {}

  /** The id of the report. */
  @Serdeable
  public record ReportId(long id) {}

  /** A report; the answer is null until there is one. */
  @Serdeable
  public record ReportResponse(
      long id,
      long seq,
      UUID patient,
      Instant at,
      String note,
      @Nullable Instant answeredAt,
      @Nullable String answer) {
    static ReportResponse of(JdbcAuditReports.Report report) {
      return new ReportResponse(
          report.id(),
          report.seq(),
          report.patient(),
          report.at(),
          report.note(),
          report.answeredAt(),
          report.answer());
    }
  }

  /** Wired by the program. */
  public AuditReportController(
      AccessGuard guard, HttpCallers callers, JdbcAuditReports reports, Clock clock) {
    this.guard = guard;
    this.callers = callers;
    this.reports = reports;
    this.clock = clock;
  }

  /** Reports one line. */
  @Post("/{seq}/report")
  @Operation(summary = "Report an access to the data protection officer (patient)")
  @ApiResponse(responseCode = "201", description = "The report's id")
  public HttpResponse<ReportId> report(
      HttpRequest<?> request, UUID id, long seq, @Body ReportRequest report) {
    guard.ask(callers.of(request), Action.REPORT_ACCESS, id);
    String note = FieldText.of("note", report.note(), TEXT_LENGTH_MAX);
    try {
      return HttpResponse.created(
          new ReportId(
              reports
                  .add(id, seq, note, clock.instant())
                  .orElseThrow(
                      () ->
                          new Refusal(
                              ProblemCode.NOT_FOUND,
                              "line " + seq + " is none of this patient's"))));
    } catch (StoreException e) {
      if (e.kind() == StoreException.Kind.DUPLICATE) {
        throw new Refusal(ProblemCode.CONFLICT, "line " + seq + " is reported already");
      }
      throw e;
    }
  }

  /** The patient's own reports, newest first. */
  @Get("/reports")
  @Operation(summary = "What became of the accesses that the patient reported (patient)")
  public List<ReportResponse> reports(HttpRequest<?> request, UUID id) {
    guard.ask(callers.of(request), Action.READ_AUDIT, id);
    return reports.ofPatient(id).stream().map(ReportResponse::of).toList();
  }
}
