package vigie.api.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.FhirVersionEnum;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.rest.client.api.IClientInterceptor;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.IHttpRequest;
import ca.uhn.fhir.rest.client.api.IHttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.alert.Delivery.Outcome;
import vigie.alert.Notification.Role;
import vigie.api.ApiClient;
import vigie.api.ApiExtension;
import vigie.api.StoredData;
import vigie.api.timeline.StoredReading;
import vigie.reading.Category;
import vigie.reading.Context;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;
import vigie.reading.Quality;

/** A patient of whom there is something of every kind, and HAPI's client. */
final class FhirFixture {
  static final Instant DAY = Instant.parse("2026-03-02T00:00:00Z");

  private static final String CUFF = "cuff-1";

  private FhirFixture() {}

  /** Consents to everything, has a device, a grantee, alerts and messages, and no readings yet. */
  static ApiClient.SignedIn patient(ApiExtension api, ApiClient.SignedIn treating) {
    ApiClient.SignedIn patient = api.operator().person("PATIENT");
    String own = "/patients/" + patient.id();
    patient.client().put(own + "/care-team", Map.of("treatingPhysician", treating.id()));
    for (Category category : Category.values()) {
      patient.client().put(own + "/consents/" + category, Map.of());
    }
    patient.client().delete(own + "/consents/DIET");
    patient.client().put(own + "/consents/DIET", Map.of("language", "fr"));
    String device = "strap-" + patient.id();
    patient
        .client()
        .put(
            own + "/devices/" + device,
            Map.of("kind", "chest strap", "manufacturer", "Sangles SA", "model", "S 1"));
    patient.client().put(own + "/devices/old-" + patient.id(), Map.of("kind", "old strap"));
    patient.client().delete(own + "/devices/old-" + patient.id());
    UUID alert =
        StoredData.alert(
            api, patient.id(), "heart-rate", "heart-rate-high", DAY.plus(Duration.ofHours(9)));
    StoredData.alert(api, patient.id(), "glucose", "glucose-high", DAY.plus(Duration.ofHours(10)));
    StoredData.alert(
        api, patient.id(), "device-battery", "battery", DAY.plus(Duration.ofHours(11)));
    int second = 0;
    for (Outcome outcome : Outcome.values()) {
      // Two at one time: a page may end between them.
      for (int i = 0; i < 2; i++) {
        StoredData.delivery(
            api,
            patient.id(),
            alert,
            i == 0 ? patient.id() : treating.id(),
            i == 0 ? Role.PATIENT : Role.TREATING_PHYSICIAN,
            outcome,
            DAY.plus(Duration.ofHours(9)).plusSeconds(second));
      }
      second++;
    }
    return patient;
  }

  /** A reading of every metric that is measured, an hour after the other. */
  static void everyMetric(ApiExtension api, UUID patient) {
    Instant at = DAY;
    for (Metric metric : MetricCatalogue.standard().all()) {
      if (metric.measured() && !ObservationMapper.PRESSURES.contains(metric)) {
        double value = metric.coded() ? 1 : (metric.low() + metric.high()) / 2;
        StoredData.reading(api, patient, reading(metric.id(), at, value));
        at = at.plus(Duration.ofHours(1));
      }
    }
  }

  /** How many metrics devices measure. */
  static long measured() {
    return MetricCatalogue.standard().all().stream().filter(Metric::measured).count();
  }

  /** A plain reading. */
  static StoredReading reading(String metric, Instant at, double value) {
    return new StoredReading(
        MetricCatalogue.standard().metric(metric),
        at,
        1,
        value,
        null,
        at.plusSeconds(1),
        CUFF,
        Quality.VALID,
        Context.UNKNOWN,
        null,
        null,
        null,
        false);
  }

  /** Readings with all that a reading may have beside its value. */
  static List<StoredReading> special(Instant at) {
    MetricCatalogue metrics = MetricCatalogue.standard();
    Instant received = at.plusSeconds(3);
    return List.of(
        new StoredReading(
            metrics.metric("body-temperature"),
            at,
            -5,
            37,
            null,
            received,
            CUFF,
            Quality.QUESTIONABLE,
            Context.REST,
            98.6,
            "degF",
            60,
            false),
        new StoredReading(
            metrics.metric("sleep-total"),
            at,
            7,
            7.5,
            at.plus(Duration.ofHours(8)),
            received,
            CUFF,
            Quality.TIME_ESTIMATED,
            Context.SLEEP,
            450.0,
            "min",
            -210,
            false),
        new StoredReading(
            metrics.metric("heart-rate"),
            at,
            8,
            61,
            null,
            received,
            CUFF,
            Quality.TEST,
            Context.UNKNOWN,
            null,
            null,
            null,
            false),
        reading("bp-systolic", at, 128),
        reading("bp-diastolic", at, 81),
        reading("bp-mean", at, 97),
        reading("bp-systolic", at.plusSeconds(60), 131));
  }

  static IParser parser() {
    return FhirContext.forCached(FhirVersionEnum.R4).newJsonParser();
  }

  /** HAPI's client, signed in as this person; null for nobody. */
  static IGenericClient client(ApiExtension api, ApiClient.@Nullable SignedIn who) {
    FhirContext context = FhirContext.forCached(FhirVersionEnum.R4);
    context.getRestfulClientFactory().setSocketTimeout(60_000);
    IGenericClient client = context.newRestfulGenericClient(api.client().base() + "/fhir");
    client.registerInterceptor(new SignIn(who == null ? null : who.client()));
    return client;
  }

  private record SignIn(@Nullable ApiClient who) implements IClientInterceptor {
    @Override
    public void interceptRequest(IHttpRequest request) {
      if (who != null) {
        request.addHeader("Authorization", "Bearer " + who.token());
        if (who.purpose() != null) {
          request.addHeader("Purpose-Of-Use", who.purpose());
        }
      }
    }

    @Override
    public void interceptResponse(IHttpResponse response) {}
  }
}
