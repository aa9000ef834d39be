package vigie.api.copy;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.ObjectMapper;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import vigie.api.ApiConfig;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.access.Caller;
import vigie.api.access.Decision;
import vigie.api.event.Consultations;
import vigie.api.event.Consulted;
import vigie.api.fhir.FhirExport;
import vigie.api.people.JdbcPeople;
import vigie.api.thirdparty.JdbcThirdParties;
import vigie.api.thirdparty.ThirdParties;
import vigie.api.web.HttpCallers;

/**
 * A person's own copy: what is held of them, and all that they must be told of it (C-65), without
 * the names of third parties that stand in texts (C-67).
 */
@Controller("/patients/{id}/copy")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class CopyController {
  /** JSON texts, one a line. */
  static final String MEDIA_TYPE = "application/vnd.vigie.copy+ndjson";

  private final AccessGuard guard;
  private final HttpCallers callers;
  private final JdbcHoldings holdings;
  private final JdbcRecipientsOf recipients;
  private final JdbcPeople people;
  private final Consultations consultations;
  private final FhirExport export;
  private final JdbcThirdParties thirdParties;
  private final ObjectMapper json;
  private final ApiConfig config;
  private final Clock clock;

  /** Wired by the program. */
  CopyController(
      AccessGuard guard,
      HttpCallers callers,
      JdbcHoldings holdings,
      JdbcRecipientsOf recipients,
      JdbcPeople people,
      Consultations consultations,
      FhirExport export,
      JdbcThirdParties thirdParties,
      ObjectMapper json,
      ApiConfig config,
      Clock clock) {
    this.guard = guard;
    this.callers = callers;
    this.holdings = holdings;
    this.recipients = recipients;
    this.people = people;
    this.consultations = consultations;
    this.export = export;
    this.thirdParties = thirdParties;
    this.json = json;
    this.config = config;
    this.clock = clock;
  }

  /**
   * The copy. Whether the caller still may is asked before each page; when they may not, or the
   * store fails, the answer breaks off unfinished.
   */
  @Get(produces = MEDIA_TYPE)
  @Operation(
      summary = "All that is held of one, and the five lists of GDPR article 15 (patient)",
      description =
          "Lines of JSON: first the lists (categories with counts and times, purposes and grounds,"
              + " real recipients, professionals consulted, retention, other rights with"
              + " contacts), then a line for each table with its rows, then the record as FHIR"
              + " resources, then how many names of third parties were taken out of texts. Asks for"
              + " a recent proof; language is fr or en.")
  public HttpResponse<Publisher<byte[]>> copy(
      HttpRequest<?> request, UUID id, @QueryValue @Nullable String language) {
    Caller caller = callers.of(request);
    Decision decision = guard.ask(caller, Action.READ_COPY, id);
    Map<HeldTable, JdbcHoldings.Extent> extents = holdings.extents(holdings.tables(), id);
    ThirdParties others = thirdParties.of(id);
    LongAdder taken = new LongAdder();
    String words = language == null ? "fr" : language;
    byte[] lists = lists(id, consulted(id, decision, others, taken), extents, words);
    List<HeldTable> tables =
        extents.keySet().stream().filter(table -> table.place() == HeldTable.Place.ROWS).toList();
    Publisher<byte[]> lines =
        Flux.concat(
                Flux.just(lists),
                Flux.fromIterable(tables)
                    .map(table -> line(holdings.rows(table, id), others, taken)),
                export.lines(caller, id, others, taken),
                Flux.defer(() -> Flux.just(line("takenOut", TakenOut.of(taken.sum(), words)))))
            .subscribeOn(Schedulers.boundedElastic());
    return HttpResponse.ok(lines).contentType(MediaType.of(MEDIA_TYPE));
  }

  private List<Consulted> consulted(
      UUID id, Decision decision, ThirdParties others, LongAdder taken) {
    List<Consulted> all = new ArrayList<>();
    for (Consulted one : consultations.of(id, decision)) {
      List<String> purposes = new ArrayList<>();
      for (String purpose : one.purposes()) {
        ThirdParties.Text left = others.without(purpose);
        purposes.add(left.text());
        taken.add(left.taken());
      }
      all.add(one.forPurposes(purposes));
    }
    return all;
  }

  private byte[] lists(
      UUID id,
      List<Consulted> consulted,
      Map<HeldTable, JdbcHoldings.Extent> extents,
      String language) {
    List<JdbcRecipientsOf.Recipient> all = recipients.all(id);
    List<UUID> ids = all.stream().flatMap(one -> CopyLists.person(one.who()).stream()).toList();
    CopyLists lists =
        CopyLists.of(
            id,
            new CopyLists.Facts(
                extents,
                holdings.measured(id),
                holdings.events(id),
                all,
                people.namesOfProfessionals(ids),
                consulted),
            config.operator(),
            language,
            clock.instant());
    return line("lists", lists);
  }

  private byte[] line(String name, Object value) {
    try {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      line.writeBytes(json.writeValueAsBytes(Map.of(name, value)));
      line.write('\n');
      return line.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
  }

  /** A table's name needs no escape, and its rows are JSON already. */
  private static byte[] line(JdbcHoldings.Rows rows, ThirdParties others, LongAdder taken) {
    List<String> left = new ArrayList<>();
    for (String row : rows.rows()) {
      ThirdParties.Text without = JsonTexts.without(row, rows.table().texts(), others);
      left.add(without.text());
      taken.add(without.taken());
    }
    return ("{\"table\":\""
            + rows.table().name()
            + "\",\"kind\":\""
            + rows.table().kind().id()
            + "\",\"rows\":["
            + String.join(",", left)
            + "]}\n")
        .getBytes(StandardCharsets.UTF_8);
  }
}
