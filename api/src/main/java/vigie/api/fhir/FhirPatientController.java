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
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.access.Caller;
import vigie.api.access.Decision;
import vigie.api.web.HttpCallers;
import vigie.api.web.Refusal;

/** Patients, and all that may be seen of one. */
@Controller(HttpFhir.ROOT + "/Patient")
@Produces({FhirJson.MEDIA_TYPE, MediaType.APPLICATION_JSON})
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class FhirPatientController {
  /** Resources of a page; of an export some pages are in memory at a time. */
  private static final int EXPORT_PAGE = 1_000;

  private final AccessGuard guard;
  private final HttpCallers callers;
  private final HttpFhir fhir;
  private final FhirRecord record;
  private final FhirJson json;

  /** Where an export goes on. */
  private record Place(@Nullable String cursor, boolean end) {}

  /** Wired by the program. */
  public FhirPatientController(
      AccessGuard guard, HttpCallers callers, HttpFhir fhir, FhirRecord record, FhirJson json) {
    this.guard = guard;
    this.callers = callers;
    this.fhir = fhir;
    this.record = record;
    this.json = json;
  }

  /** One patient. */
  @Get("/{id}")
  @Operation(summary = "FHIR: a Patient, by name where that is for the caller")
  public HttpResponse<byte[]> get(HttpRequest<?> request, UUID id) {
    Decision decision = guard.ask(callers.of(request), Action.READ_PATIENT, id);
    return fhir.answer(
        request, FhirShelves.of(record.patient(id, decision)).page(null, 1).resources().get(0));
  }

  /** One patient as the only entry: nobody is found here by name. */
  @Get
  @Operation(summary = "FHIR: a Patient by _id")
  public HttpResponse<byte[]> search(
      HttpRequest<?> request, @QueryValue("_id") @Nullable String id) {
    HttpFhir.checkOnce(request, "_id");
    UUID patient = HttpFhir.patient(id, null);
    Decision decision = guard.ask(callers.of(request), Action.READ_PATIENT, patient);
    return fhir.page(request, FhirShelves.of(record.patient(patient, decision)), null, null);
  }

  /** All that the caller may see of a patient, page by page. */
  @Get("/{id}/$everything")
  @Operation(summary = "FHIR: all that the caller may see of a patient")
  public HttpResponse<byte[]> everything(
      HttpRequest<?> request,
      UUID id,
      @QueryValue @Nullable String start,
      @QueryValue @Nullable String end,
      @QueryValue("_since") @Nullable String since,
      @QueryValue("_type") @Nullable String type,
      @QueryValue("_count") @Nullable Integer count,
      @QueryValue("_cursor") @Nullable String cursor) {
    Caller caller = callers.of(request);
    Decision decision = guard.ask(caller, Action.READ_EVERYTHING, id);
    HttpFhir.checkOnce(request, "start", "end", "_since", "_type");
    FhirShelves shelves =
        record.everything(caller, id, decision, types(type), part(start, end, since));
    return fhir.page(request, shelves, count, cursor);
  }

  /**
   * The same as lines, one resource each, as fast as the caller reads. Whether they still may is
   * asked before each page is read; when they may not, or the store fails, the answer breaks off
   * unfinished.
   */
  @Get(uri = "/{id}/$export", produces = FhirJson.LINES_MEDIA_TYPE)
  @Operation(summary = "FHIR: all that the caller may see of a patient, as NDJSON")
  public HttpResponse<Publisher<byte[]>> export(
      HttpRequest<?> request,
      UUID id,
      @QueryValue @Nullable String start,
      @QueryValue @Nullable String end,
      @QueryValue("_since") @Nullable String since,
      @QueryValue("_type") @Nullable String type) {
    Caller caller = callers.of(request);
    guard.ask(caller, Action.EXPORT_EVERYTHING, id);
    HttpFhir.checkOnce(request, "start", "end", "_since", "_type");
    Set<String> types = types(type);
    FhirRecord.Part part = part(start, end, since);
    Publisher<byte[]> lines =
        Flux.<FhirShelves.Page, Place>generate(
                () -> new Place(null, false),
                (place, sink) -> {
                  if (place.end()) {
                    sink.complete();
                    return place;
                  }
                  FhirShelves.Page page = page(caller, id, types, part, place.cursor());
                  sink.next(page);
                  return new Place(page.next(), page.next() == null);
                })
            // Each request for more waits for the store: never on a thread of the server.
            .subscribeOn(Schedulers.boundedElastic())
            // While a page is written the next one is read, and no other.
            .publishOn(Schedulers.boundedElastic(), 1)
            .map(page -> lines(page.resources()));
    return HttpResponse.ok(lines).contentType(MediaType.of(FhirJson.LINES_MEDIA_TYPE));
  }

  private FhirShelves.Page page(
      Caller caller,
      UUID patient,
      Set<String> types,
      FhirRecord.Part part,
      @Nullable String cursor) {
    Decision decision = guard.decide(caller, Action.EXPORT_EVERYTHING, patient);
    if (!decision.allowed()) {
      throw Refusal.notAllowed(decision.reason());
    }
    return record.everything(caller, patient, decision, types, part).page(cursor, EXPORT_PAGE);
  }

  private byte[] lines(List<Resource> resources) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (Resource resource : resources) {
      lines.writeBytes(json.bytes(resource));
      lines.write('\n');
    }
    return lines.toByteArray();
  }

  private static Set<String> types(@Nullable String type) {
    if (type == null) {
      return Set.of();
    }
    Set<String> types = Set.copyOf(List.of(type.split(",", -1)));
    if (!FhirRecord.TYPES.containsAll(types)) {
      throw Refusal.invalid("_type", "must be of " + String.join(", ", FhirRecord.TYPES));
    }
    return types;
  }

  private static FhirRecord.Part part(
      @Nullable String start, @Nullable String end, @Nullable String since) {
    Instant from =
        start == null ? FhirDates.EVER.from() : FhirDates.of("start", List.of(start)).from();
    Instant to = end == null ? FhirDates.EVER.to() : FhirDates.of("end", List.of(end)).to();
    return new FhirRecord.Part(
        new FhirDates(from, to),
        since == null ? null : FhirDates.of("_since", List.of(since)).from());
  }
}
