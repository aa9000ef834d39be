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
import org.jspecify.annotations.Nullable;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.web.HttpCallers;

/** What is a patient's own to see: devices, consents, who looked, and who was told. */
@Controller(HttpFhir.ROOT)
@Produces({FhirJson.MEDIA_TYPE, MediaType.APPLICATION_JSON})
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class FhirRecordController {
  private final AccessGuard guard;
  private final HttpCallers callers;
  private final HttpFhir fhir;
  private final FhirRecord record;

  /** Wired by the program. */
  public FhirRecordController(
      AccessGuard guard, HttpCallers callers, HttpFhir fhir, FhirRecord record) {
    this.guard = guard;
    this.callers = callers;
    this.fhir = fhir;
    this.record = record;
  }

  /** Devices that are or were bound. */
  @Get("/Device")
  @Operation(summary = "FHIR: devices that are or were bound (patient)")
  public HttpResponse<byte[]> devices(
      HttpRequest<?> request,
      @QueryValue @Nullable String patient,
      @QueryValue("_count") @Nullable Integer count,
      @QueryValue("_cursor") @Nullable String cursor) {
    UUID whose = HttpFhir.patient(patient, null);
    guard.ask(callers.of(request), Action.READ_DEVICES, whose);
    return fhir.page(request, FhirShelves.of(record.devices(whose)), count, cursor);
  }

  /** Consents as they stand, and grants. */
  @Get("/Consent")
  @Operation(summary = "FHIR: consents and grants (patient)")
  public HttpResponse<byte[]> consents(
      HttpRequest<?> request,
      @QueryValue @Nullable String patient,
      @QueryValue("_count") @Nullable Integer count,
      @QueryValue("_cursor") @Nullable String cursor) {
    UUID whose = HttpFhir.patient(patient, null);
    guard.ask(callers.of(request), Action.READ_CONSENTS_AND_GRANTS, whose);
    return fhir.page(request, FhirShelves.of(record.consents(whose)), count, cursor);
  }

  /** Who asked for the patient's data, newest first. */
  @Get("/AuditEvent")
  @Operation(summary = "FHIR: who asked for the patient's data (patient)")
  public HttpResponse<byte[]> audit(
      HttpRequest<?> request,
      @QueryValue @Nullable String patient,
      @QueryValue @Nullable List<String> date,
      @QueryValue("_count") @Nullable Integer count,
      @QueryValue("_cursor") @Nullable String cursor) {
    UUID whose = HttpFhir.patient(patient, null);
    guard.ask(callers.of(request), Action.READ_AUDIT, whose);
    return fhir.page(request, FhirShelves.of(record.audit(whose, part(date))), count, cursor);
  }

  /** Attempts to tell somebody of the patient's alerts, newest first. */
  @Get("/Communication")
  @Operation(summary = "FHIR: attempts to tell somebody of the patient's alerts (patient)")
  public HttpResponse<byte[]> communications(
      HttpRequest<?> request,
      @QueryValue @Nullable String patient,
      @QueryValue @Nullable String subject,
      @QueryValue @Nullable List<String> sent,
      @QueryValue("_count") @Nullable Integer count,
      @QueryValue("_cursor") @Nullable String cursor) {
    UUID whose = HttpFhir.patient(patient, subject);
    guard.ask(callers.of(request), Action.READ_OWN_DELIVERIES, whose);
    return fhir.page(
        request, FhirShelves.of(record.communications(whose, part(sent))), count, cursor);
  }

  private static FhirRecord.Part part(@Nullable List<String> dates) {
    return new FhirRecord.Part(FhirDates.of("date", dates == null ? List.of() : dates), null);
  }
}
