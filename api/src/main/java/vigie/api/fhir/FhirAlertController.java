package vigie.api.fhir;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertTransition;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.access.Decision;
import vigie.api.alert.AlertAccess;
import vigie.api.alert.TimescaleAlerts;
import vigie.api.web.HttpCallers;

/** A patient's alerts as Flags and DetectedIssues. */
@Controller(HttpFhir.ROOT)
@Produces({FhirJson.MEDIA_TYPE, MediaType.APPLICATION_JSON})
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class FhirAlertController {
  private final AccessGuard guard;
  private final HttpCallers callers;
  private final AlertAccess access;
  private final TimescaleAlerts alerts;
  private final HttpFhir fhir;
  private final FhirRecord record;

  /** Wired by the program. */
  public FhirAlertController(
      AccessGuard guard,
      HttpCallers callers,
      AlertAccess access,
      TimescaleAlerts alerts,
      HttpFhir fhir,
      FhirRecord record) {
    this.guard = guard;
    this.callers = callers;
    this.access = access;
    this.alerts = alerts;
    this.fhir = fhir;
    this.record = record;
  }

  /** Alerts in force at some time of {@code date}, the newest onset first. */
  @Get("/Flag")
  @Operation(summary = "FHIR: a patient's alerts as Flags")
  public HttpResponse<byte[]> flags(
      HttpRequest<?> request,
      @QueryValue @Nullable String patient,
      @QueryValue @Nullable String subject,
      @QueryValue @Nullable List<String> date,
      @QueryValue("_count") @Nullable Integer count,
      @QueryValue("_cursor") @Nullable String cursor) {
    UUID whose = HttpFhir.patient(patient, subject);
    return search(request, whose, date, false, count, cursor, AlertMapper::flag);
  }

  /** The same with what they rest on; {@code identified} is when they began. */
  @Get("/DetectedIssue")
  @Operation(summary = "FHIR: a patient's alerts as DetectedIssues")
  public HttpResponse<byte[]> issues(
      HttpRequest<?> request,
      @QueryValue @Nullable String patient,
      @QueryValue @Nullable List<String> identified,
      @QueryValue("_count") @Nullable Integer count,
      @QueryValue("_cursor") @Nullable String cursor) {
    UUID whose = HttpFhir.patient(patient, null);
    return search(request, whose, identified, true, count, cursor, AlertMapper::issue);
  }

  /** One alert as a Flag. */
  @Get("/Flag/{alert}")
  @Operation(summary = "FHIR: an alert as a Flag")
  public HttpResponse<byte[]> flag(HttpRequest<?> request, UUID alert) {
    return fhir.answer(
        request, AlertMapper.flag(access.ask(callers.of(request), Action.READ_ALERT, alert)));
  }

  /** One alert with all that people did about it. */
  @Get("/DetectedIssue/{alert}")
  @Operation(summary = "FHIR: an alert as a DetectedIssue, with what people did about it")
  public HttpResponse<byte[]> issue(HttpRequest<?> request, UUID alert) {
    AlertTransition newest = access.ask(callers.of(request), Action.READ_ALERT, alert);
    return fhir.answer(request, AlertMapper.issue(newest, alerts.transitions(alert)));
  }

  private HttpResponse<byte[]> search(
      HttpRequest<?> request,
      UUID patient,
      @Nullable List<String> date,
      boolean byOnset,
      @Nullable Integer count,
      @Nullable String cursor,
      Function<AlertTransition, ? extends Resource> mapper) {
    Decision decision = guard.ask(callers.of(request), Action.READ_ALERTS, patient);
    FhirRecord.Part part =
        new FhirRecord.Part(FhirDates.of("date", date == null ? List.of() : date), null);
    FhirShelf shelf =
        record.alerts(
            patient, decision, part, alert -> !byOnset || part.includes(alert.onset()), mapper);
    return fhir.page(request, FhirShelves.of(shelf), count, cursor);
  }
}
