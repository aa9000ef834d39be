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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.access.Caller;
import vigie.api.access.Decision;
import vigie.api.access.Reason;
import vigie.api.timeline.Hidden;
import vigie.api.timeline.JdbcSourceOrders;
import vigie.api.timeline.SourceOrder;
import vigie.api.timeline.StoredReading;
import vigie.api.timeline.TimelineEntry;
import vigie.api.timeline.TimescaleTimeline;
import vigie.api.web.HttpCallers;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;

/** A patient's readings as Observations: searched, one by one, the newest, and in figures. */
@Controller(HttpFhir.ROOT + "/Observation")
@Produces({FhirJson.MEDIA_TYPE, MediaType.APPLICATION_JSON})
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class FhirObservationController {
  /** More readings of one patient, metric and microsecond there are not. */
  private static final int ROWS_OF_INSTANT_MAX = 1_000;

  private static final int NEWEST_MAX = 100;
  private static final int ENTRIES_MAX = 100_000;

  private final AccessGuard guard;
  private final HttpCallers callers;
  private final HttpFhir fhir;
  private final FhirRecord record;
  private final TimescaleTimeline timeline;
  private final JdbcSourceOrders orders;
  private final Clock clock;

  /** Wired by the program. */
  public FhirObservationController(
      AccessGuard guard,
      HttpCallers callers,
      HttpFhir fhir,
      FhirRecord record,
      TimescaleTimeline timeline,
      JdbcSourceOrders orders,
      Clock clock) {
    this.guard = guard;
    this.callers = callers;
    this.fhir = fhir;
    this.record = record;
    this.timeline = timeline;
    this.orders = orders;
    this.clock = clock;
  }

  /** Observations of one patient, the newest first unless {@code _sort} is {@code date}. */
  @Get
  @Operation(summary = "FHIR: search a patient's Observations")
  public HttpResponse<byte[]> search(
      HttpRequest<?> request,
      @QueryValue @Nullable String patient,
      @QueryValue @Nullable String subject,
      @QueryValue @Nullable String code,
      @QueryValue @Nullable String category,
      @QueryValue @Nullable List<String> date,
      @QueryValue("_sort") @Nullable String sort,
      @QueryValue("_count") @Nullable Integer count,
      @QueryValue("_cursor") @Nullable String cursor) {
    UUID whose = HttpFhir.patient(patient, subject);
    Caller caller = callers.of(request);
    Decision decision = guard.ask(caller, Action.READ_TIMELINE, whose);
    HttpFhir.checkOnce(request, "code", "category", "_sort");
    List<Metric> metrics = FhirCodes.metrics(code, category, decision);
    FhirRecord.Part part =
        new FhirRecord.Part(FhirDates.of("date", date == null ? List.of() : date), null);
    if (sort != null && !sort.equals("date") && !sort.equals("-date")) {
      throw Refusal.invalid("_sort", "must be date or -date");
    }
    FhirShelf shelf =
        record.observations(caller, whose, decision, metrics, part, "date".equals(sort));
    return fhir.page(request, FhirShelves.of(shelf), count, cursor);
  }

  /** One Observation. What is hidden from the caller is answered like what never was. */
  @Get("/{observation}")
  @Operation(summary = "FHIR: one Observation")
  public HttpResponse<byte[]> get(HttpRequest<?> request, String observation) {
    Caller caller = callers.of(request);
    ObservationId id = ObservationId.parse(observation).orElse(null);
    if (id == null) {
      guard.note(caller, Action.READ_TIMELINE, null, Decision.refuse(Reason.UNKNOWN_PATIENT));
      throw Refusal.notAllowed(Reason.UNKNOWN_PATIENT);
    }
    Decision decision = guard.ask(caller, Action.READ_TIMELINE, id.patient());
    List<Metric> metrics =
        panel(id.metric()).stream().filter(metric -> decision.shows(metric)).toList();
    TimescaleTimeline.Span instant =
        new TimescaleTimeline.Span(id.effective(), id.effective().plus(1, ChronoUnit.MICROS), null);
    List<StoredReading> readings =
        metrics.isEmpty()
            ? List.of()
            : timeline.readings(
                id.patient(), Hidden.of(metrics, decision), instant, true, ROWS_OF_INSTANT_MAX);
    return ObservationMapper.of(id.patient(), readings).stream()
        .filter(mapped -> mapped.id().equals(id))
        .findFirst()
        .map(
            mapped ->
                fhir.answer(
                    request, record.suppliers(caller, id.patient()).tell(mapped.resource())))
        .orElseThrow(
            () -> new Refusal(ProblemCode.NOT_FOUND, "there is no such Observation to be seen"));
  }

  /** The metrics that an Observation of this one may tell of; none for what nobody measures. */
  private static List<Metric> panel(int number) {
    Optional<Metric> known =
        MetricCatalogue.standard().all().stream()
            .filter(metric -> metric.number() == number && metric.measured())
            .findFirst();
    return known
        .map(
            metric ->
                ObservationMapper.PRESSURES.contains(metric)
                    ? ObservationMapper.PRESSURES
                    : List.of(metric))
        .orElse(List.of());
  }

  /** The newest of each code, {@code max} of each, 1 unless said. */
  @Get("/$lastn")
  @Operation(summary = "FHIR: the newest Observations of each code")
  public HttpResponse<byte[]> newest(
      HttpRequest<?> request,
      @QueryValue @Nullable String patient,
      @QueryValue @Nullable String subject,
      @QueryValue @Nullable String code,
      @QueryValue @Nullable String category,
      @QueryValue @Nullable Integer max) {
    UUID whose = HttpFhir.patient(patient, subject);
    Caller caller = callers.of(request);
    Decision decision = guard.ask(caller, Action.READ_LATEST, whose);
    HttpFhir.checkOnce(request, "code", "category", "max");
    int most = max == null ? 1 : max;
    if (most < 1 || most > NEWEST_MAX) {
      throw Refusal.invalid("max", "must be from 1 to " + NEWEST_MAX);
    }
    List<Metric> metrics = FhirCodes.metrics(code, category, decision);
    List<StoredReading> readings =
        metrics.isEmpty() ? List.of() : timeline.newest(whose, Hidden.of(metrics, decision), most);
    Suppliers suppliers = record.suppliers(caller, whose);
    return fhir.bundle(
        request,
        ObservationMapper.newest(whose, readings, most).stream().map(suppliers::tell).toList(),
        null);
  }

  /**
   * Count, lowest, highest and mean of one metric, over the last {@code duration} hours or from
   * {@code start} to {@code end}.
   */
  @Get("/$stats")
  @Operation(summary = "FHIR: count, minimum, maximum and average of a code over a time")
  public HttpResponse<byte[]> statistics(
      HttpRequest<?> request,
      @QueryValue @Nullable String patient,
      @QueryValue @Nullable String subject,
      @QueryValue @Nullable String code,
      @QueryValue @Nullable String system,
      @QueryValue @Nullable String duration,
      @QueryValue @Nullable String start,
      @QueryValue @Nullable String end,
      @QueryValue @Nullable String statistic) {
    UUID whose = HttpFhir.patient(patient, subject);
    Decision decision = guard.ask(callers.of(request), Action.READ_TIMELINE, whose);
    HttpFhir.checkOnce(request, "code", "system", "duration", "start", "end", "statistic");
    Set<String> wanted = wanted(statistic);
    Instant to = end == null ? clock.instant() : FhirDates.of("end", List.of(end)).to();
    Instant from =
        start != null ? FhirDates.of("start", List.of(start)).from() : to.minus(hours(duration));
    if (!from.isBefore(to)) {
      throw Refusal.invalid("start", "must be before end");
    }
    Metric metric = FhirCodes.single(code, system);
    Statistics statistics = Statistics.NONE;
    if (decision.shows(metric)) {
      Hidden shown = Hidden.of(List.of(metric), decision);
      SourceOrder devices = SourceOrder.of(orders.list(whose), null);
      List<Statistics.Part> parts =
          devices.merges(metric) ? Statistics.readings(from, to) : Statistics.parts(from, to);
      for (Statistics.Part part : parts) {
        for (TimelineEntry entry :
            timeline.entries(
                whose, shown, devices, part.from(), part.to(), part.resolution(), ENTRIES_MAX)) {
          statistics = statistics.with(entry);
        }
      }
    }
    return fhir.answer(
        request, StatisticsMapper.parameters(whose, metric, statistics, wanted, from, to));
  }

  private static Set<String> wanted(@Nullable String statistic) {
    if (statistic == null) {
      return StatisticsMapper.SERVED;
    }
    Set<String> wanted = Set.of(statistic.split(",", -1));
    if (!StatisticsMapper.SERVED.containsAll(wanted)) {
      throw Refusal.invalid("statistic", "must be average, maximum, minimum or count");
    }
    return wanted;
  }

  private static Duration hours(@Nullable String duration) {
    double hours;
    try {
      hours = duration == null ? 0 : Double.parseDouble(duration);
    } catch (NumberFormatException e) {
      hours = 0;
    }
    // The negation refuses what is no number, too.
    if (!(hours > 0 && hours <= 24 * 36_600.0)) {
      throw Refusal.invalid("duration", "must be a number of hours, or start be said");
    }
    return Duration.ofMillis(Math.round(hours * 3_600_000));
  }
}
