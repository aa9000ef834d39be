package vigie.api.fhir;

import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.access.Caller;
import vigie.api.access.Decision;
import vigie.api.thirdparty.JdbcThirdParties;
import vigie.api.thirdparty.ThirdParties;
import vigie.api.web.Refusal;

/**
 * All that a caller may see of a patient as lines, one resource each, as fast as somebody takes
 * them. Whether the caller still may is asked before each page. Who is no professional is not given
 * third parties' names that stand in texts (C-67).
 */
@Singleton
public final class FhirExport {
  /** The media type of a transaction. */
  public static final String MEDIA_TYPE = FhirJson.MEDIA_TYPE;

  /**
   * What a person gave, and what was measured of them; not who saw it, who was told, or who is
   * granted what, which is about others too (GDPR article 20(4)).
   */
  private static final Set<String> PORTABLE = Set.of("Patient", "Device", "Observation");

  /** Resources of lines that are in memory at a time. */
  private static final int LINES = 1_000;

  /** Resources of a transaction. */
  private static final int TRANSACTION = 500;

  private static final FhirRecord.Part ALL = new FhirRecord.Part(FhirDates.EVER, null);

  private final AccessGuard guard;
  private final FhirRecord record;
  private final FhirJson json;
  private final JdbcThirdParties thirdParties;

  /**
   * A page of what is a person's to take elsewhere, as a Bundle.
   *
   * @param bundle of type transaction: each resource is put under the id that it has here
   * @param resources how many
   * @param next where to go on; null at the end
   */
  // Nobody compares two.
  @SuppressWarnings("ArrayRecordComponent")
  public record Transaction(byte[] bundle, int resources, @Nullable String next) {}

  /** Where an export goes on. */
  private record Place(FhirTexts texts, @Nullable String cursor, boolean end) {}

  /** Wired by the program. */
  public FhirExport(
      AccessGuard guard, FhirRecord record, FhirJson json, JdbcThirdParties thirdParties) {
    this.guard = guard;
    this.record = record;
    this.json = json;
    this.thirdParties = thirdParties;
  }

  /**
   * Some pages of lines, which fail with a {@link Refusal} once the caller may not any more.
   *
   * @param others whose names are taken out of texts
   * @param taken to which their number is added
   */
  public Flux<byte[]> lines(Caller caller, UUID patient, ThirdParties others, LongAdder taken) {
    return lines(caller, patient, Set.of(), ALL, () -> others, taken);
  }

  /**
   * The same of a part of the record.
   *
   * @param types resource types wanted; all when there are none
   */
  Flux<byte[]> lines(Caller caller, UUID patient, Set<String> types, FhirRecord.Part part) {
    return lines(caller, patient, types, part, others(caller, patient), new LongAdder());
  }

  private Flux<byte[]> lines(
      Caller caller,
      UUID patient,
      Set<String> types,
      FhirRecord.Part part,
      Supplier<ThirdParties> others,
      LongAdder taken) {
    return Flux.<byte[], Place>generate(
            () -> new Place(new FhirTexts(others, taken), null, false),
            (place, sink) -> {
              if (place.end()) {
                sink.complete();
                return place;
              }
              FhirShelves.Page page = page(caller, patient, types, part, place.cursor(), LINES);
              sink.next(lines(place.texts().without(page.resources())));
              return new Place(place.texts(), page.next(), page.next() == null);
            })
        // Each request for more waits for the store: never on a thread of the server.
        .subscribeOn(Schedulers.boundedElastic());
  }

  /**
   * The next page of a transfer.
   *
   * @param cursor of the page before; null for the first
   * @throws Refusal once the caller may not any more
   */
  public Transaction transaction(Caller caller, UUID patient, @Nullable String cursor) {
    FhirShelves.Page page = page(caller, patient, PORTABLE, ALL, cursor, TRANSACTION);
    Bundle bundle = new Bundle();
    bundle.setType(Bundle.BundleType.TRANSACTION);
    FhirTexts texts = new FhirTexts(others(caller, patient), new LongAdder());
    for (Resource resource : texts.without(page.resources())) {
      bundle
          .addEntry()
          .setResource(resource)
          .getRequest()
          .setMethod(Bundle.HTTPVerb.PUT)
          .setUrl(resource.fhirType() + "/" + resource.getIdElement().getIdPart());
    }
    return new Transaction(json.bytes(bundle), page.resources().size(), page.next());
  }

  /** Professionals read the record as it was written. */
  private Supplier<ThirdParties> others(Caller caller, UUID patient) {
    return caller.actor().role().professional()
        ? () -> new ThirdParties(List.of())
        : () -> thirdParties.of(patient);
  }

  private FhirShelves.Page page(
      Caller caller,
      UUID patient,
      Set<String> types,
      FhirRecord.Part part,
      @Nullable String cursor,
      int size) {
    Decision decision = guard.decide(caller, Action.EXPORT_EVERYTHING, patient);
    if (!decision.allowed()) {
      throw Refusal.notAllowed(decision.reason());
    }
    return record.everything(caller, patient, decision, types, part).page(cursor, size);
  }

  private byte[] lines(List<Resource> resources) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (Resource resource : resources) {
      lines.writeBytes(json.bytes(resource));
      lines.write('\n');
    }
    return lines.toByteArray();
  }
}
