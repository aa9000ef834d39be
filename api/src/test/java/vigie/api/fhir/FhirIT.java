package vigie.api.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.server.exceptions.AuthenticationException;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.api.ApiClient;
import vigie.api.ApiExtension;
import vigie.api.StoredData;

/** HAPI's generic client against the running server. */
class FhirIT {
  @RegisterExtension static final ApiExtension api = new ApiExtension();

  private static final int READINGS = 90;

  private static ApiClient.SignedIn treating;
  private static ApiClient.SignedIn grantee;
  private static ApiClient.SignedIn patient;

  @BeforeAll
  static void fill() {
    treating = api.operator().person("PHYSICIAN");
    grantee = api.operator().person("PHYSICIAN");
    patient = FhirFixture.patient(api, treating);
    patient
        .client()
        .put(
            "/patients/" + patient.id() + "/grants/" + grantee.id(),
            Map.of("categories", List.of("HEART_RATE")));
    for (int i = 0; i < READINGS; i++) {
      // Three at each time, a minute apart; a blood pressure with every third.
      Instant at = FhirFixture.DAY.plus(Duration.ofMinutes(i / 3));
      String metric = List.of("heart-rate", "spo2", "respiratory-rate").get(i % 3);
      StoredData.reading(api, patient.id(), FhirFixture.reading(metric, at, 60 + i % 7));
      if (i % 9 == 0) {
        StoredData.reading(api, patient.id(), FhirFixture.reading("bp-systolic", at, 120 + i));
        StoredData.reading(api, patient.id(), FhirFixture.reading("bp-diastolic", at, 80));
      }
    }
    StoredData.rollups(api, patient.id());
  }

  @ParameterizedTest
  @CsvSource({"1,-date", "2,date", "3,-date", "7,date", "7,-date", "100,date", "1000,-date"})
  void pagesOfASearchGiveEveryObservationOnceAndInOrder(int count, String sort) {
    List<Observation> found = new ArrayList<>();
    for (Bundle page : pages(patient, "Observation?" + of(patient) + "&_sort=" + sort, count)) {
      assertThat(page.getEntry()).hasSizeLessThanOrEqualTo(count);
      page.getEntry().forEach(entry -> found.add((Observation) entry.getResource()));
    }

    assertThat(found).hasSize(READINGS + 10);
    assertThat(found).extracting(one -> one.getIdElement().getIdPart()).doesNotHaveDuplicates();
    List<Instant> times =
        found.stream().map(one -> one.getEffectiveDateTimeType().getValue().toInstant()).toList();
    List<Instant> inOrder = new ArrayList<>(times);
    inOrder.sort(null);
    if (sort.startsWith("-")) {
      Collections.reverse(inOrder);
    }
    assertThat(times).isEqualTo(inOrder);
  }

  @Test
  void readingsThatArriveWhileSomebodyTurnsPagesMakeNothingComeTwice() {
    ApiClient.SignedIn other = FhirFixture.patient(api, treating);
    for (int i = 0; i < 6; i++) {
      StoredData.reading(
          api, other.id(), FhirFixture.reading("heart-rate", FhirFixture.DAY.plusSeconds(i), 60));
    }
    IGenericClient client = FhirFixture.client(api, other);
    Bundle first = bundle(client, "Observation?" + of(other) + "&_count=3");
    StoredData.reading(
        api, other.id(), FhirFixture.reading("heart-rate", FhirFixture.DAY.plusSeconds(60), 60));

    Bundle second = client.loadPage().next(first).execute();

    Set<String> ids = new TreeSet<>(ids(first));
    ids.addAll(ids(second));
    assertThat(ids).hasSize(6);
    assertThat(second.getLink("next")).isNull();
  }

  @Test
  @Tag("C-95")
  void whoSuppliedADeviceStandsBesideWhatItMeasuredForWhoMayReadDevices() {
    ApiClient.SignedIn other = FhirFixture.patient(api, treating);
    StoredData.reading(api, other.id(), "strap-" + other.id(), "heart-rate", FhirFixture.DAY, 60);
    StoredData.reading(api, other.id(), "old-" + other.id(), "spo2", FhirFixture.DAY, 97);

    assertThat(suppliers(other, other)).isEqualTo(Map.of("heart-rate", "Sangles SA S 1"));
    assertThat(suppliers(treating, other)).isEmpty();
    Device device =
        bundle(FhirFixture.client(api, other), "Device?" + of(other)).getEntry().stream()
            .map(entry -> (Device) entry.getResource())
            .filter(one -> one.getStatus() == Device.FHIRDeviceStatus.ACTIVE)
            .findFirst()
            .orElseThrow();
    assertThat(device.getManufacturer()).isEqualTo("Sangles SA");
    assertThat(device.getDeviceNameFirstRep().getName()).isEqualTo("S 1");
  }

  /** By metric, wherever an Observation is given; fails where two routes say different things. */
  private static Map<String, String> suppliers(ApiClient.SignedIn who, ApiClient.SignedIn whose) {
    IGenericClient client = FhirFixture.client(api, who);
    List<Observation> found = new ArrayList<>();
    for (String route :
        List.of(
            "Observation?",
            "Observation/$lastn?",
            "Patient/" + whose.id() + "/$everything?_count=1000&")) {
      bundle(client, route + of(whose)).getEntry().stream()
          .map(Bundle.BundleEntryComponent::getResource)
          .filter(Observation.class::isInstance)
          .forEach(one -> found.add((Observation) one));
    }
    assertThat(found).hasSize(6);
    found.add(
        client
            .read()
            .resource(Observation.class)
            .withId(found.get(0).getIdElement().getIdPart())
            .execute());
    Map<String, Set<String>> said = new TreeMap<>();
    for (Observation one : found) {
      said.computeIfAbsent(one.getCode().getText(), any -> new TreeSet<>())
          .add(one.getDevice().hasDisplay() ? one.getDevice().getDisplay() : "");
    }
    assertThat(said.values()).allMatch(words -> words.size() == 1);
    return said.entrySet().stream()
        .filter(entry -> !entry.getValue().contains(""))
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> String.join("", entry.getValue())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "code=8867-4; 30",
        "code=http://loinc.org|8867-4; 30",
        "code=urn:vigie:metric|heart-rate,http://loinc.org|59408-5; 60",
        "code=http://loinc.org|; 100",
        "code=85354-9; 10",
        "code=8480-6; 10",
        "code=unheard-of; 0",
        "code=http://snomed.info/sct|8867-4; 0",
        "category=vital-signs; 100",
        "category=laboratory; 0",
        "category=urn:vigie:category|HEART_RATE; 30",
        "date=2026-03-02; 100",
        "date=2026-03-03; 0",
        "date=ge2026-03-02T00:10:00Z; 66",
        "date=gt2026-03-02T00:10:00Z; 63",
        "date=le2026-03-02T01:10:00%2B01:00; 37",
        "date=ge2026-03-02T00:10:00Z&date=lt2026-03-02T00:12:00Z; 6",
        "date=eq2026-03-02T00:09:00.000Z; 4",
        "code=8867-4&date=lt2026-03-02; 0"
      })
  void aSearchFindsWhatItNamesAndNothingElse(String search, int expected) {
    Bundle found =
        bundle(
            FhirFixture.client(api, patient),
            "Observation?" + of(patient) + "&_count=1000&" + search.replace("|", "%7C"));

    assertThat(found.getEntry()).hasSize(expected);
  }

  @Test
  void theNewestOfEachCodeAreGivenWithBloodPressureWhole() {
    Bundle found =
        bundle(FhirFixture.client(api, patient), "Observation/$lastn?" + of(patient) + "&max=2");

    assertThat(found.getEntry()).hasSize(8);
    Observation pressure =
        found.getEntry().stream()
            .map(entry -> (Observation) entry.getResource())
            .filter(one -> one.getCode().getCodingFirstRep().getCode().equals("85354-9"))
            .findFirst()
            .orElseThrow();
    assertThat(pressure.getComponent())
        .extracting(part -> part.getValueQuantity().getValue().intValue())
        .containsExactly(201, 80);
  }

  @Test
  void statisticsAreThoseOfTheReadingsWhateverTheEdgesOfTheTime() {
    for (String end : List.of("2026-03-02T00:07:00Z", "2026-03-02T00:29:00Z", "2026-03-02")) {
      Parameters answer =
          FhirFixture.client(api, patient)
              .operation()
              .onType(Observation.class)
              .named("$stats")
              .withParameter(Parameters.class, "subject", new StringType("Patient/" + patient.id()))
              .andParameter("code", new StringType("8480-6"))
              .andParameter("start", new StringType("2026-03-01T23:30:00Z"))
              .andParameter("end", new StringType(end))
              .useHttpGet()
              .execute();

      Observation statistics = (Observation) answer.getParameterFirstRep().getResource();
      Map<String, Double> values =
          statistics.getComponent().stream()
              .collect(
                  Collectors.toMap(
                      part -> part.getCode().getCodingFirstRep().getCode(),
                      part -> part.getValueQuantity().getValue().doubleValue()));
      int count = end.contains(":07:") ? 3 : 10;
      assertThat(values)
          .containsEntry("count", (double) count)
          .containsEntry("minimum", 120.0)
          .containsEntry("maximum", 120.0 + 9 * (count - 1))
          .containsEntry("average", 120 + 4.5 * (count - 1));
    }
  }

  @Test
  @Tag("C-73")
  void everythingIsEveryKindOnceForThePatientAndTheOpenedPartForAGrantee() {
    Map<String, Long> own = kinds(everything(patient, 13));
    Map<String, Long> granted = kinds(everything(grantee, 13));

    assertThat(own)
        .containsEntry("Patient", 1L)
        .containsEntry("Device", 2L)
        .containsEntry("Consent", 12L)
        .containsEntry("Flag", 3L)
        .containsEntry("DetectedIssue", 3L)
        .containsEntry("Communication", 8L)
        .containsEntry("Observation", READINGS + 10L)
        .containsKey("AuditEvent");
    assertThat(granted)
        .isEqualTo(Map.of("Patient", 1L, "Flag", 1L, "DetectedIssue", 1L, "Observation", 30L));
  }

  @Test
  @Tag("C-73")
  void anExportHasTheSameLinesAsEverythingHasEntries() {
    ApiClient.Answer export =
        patient
            .client()
            .get("/fhir/Patient/" + patient.id() + "/$export?_type=Observation,Flag,Device");

    assertThat(export.contentType()).startsWith("application/fhir+ndjson");
    Set<String> lines =
        export
            .text()
            .lines()
            .map(line -> (Resource) FhirFixture.parser().parseResource(line))
            .map(FhirIT::name)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> entries =
        everything(patient, 50).stream()
            .filter(each -> Set.of("Observation", "Flag", "Device").contains(each.fhirType()))
            .map(FhirIT::name)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(lines).isEqualTo(entries).hasSize(READINGS + 10 + 3 + 2);
  }

  @Test
  void anExportOfManyPagesIsWhole() {
    ApiClient.SignedIn other = FhirFixture.patient(api, treating);
    for (int i = 0; i < 1_203; i++) {
      StoredData.reading(
          api, other.id(), FhirFixture.reading("heart-rate", FhirFixture.DAY.plusSeconds(i), 60));
    }

    String lines =
        other.client().get("/fhir/Patient/" + other.id() + "/$export?_type=Observation").text();

    assertThat(lines.lines().distinct()).hasSize(1_203);
  }

  @Test
  void aPatientIsNamedToThoseWhoActForThemAndToNobodyElse() {
    for (ApiClient.SignedIn who : List.of(patient, treating)) {
      assertThat(read(who).getNameFirstRep().getFamily()).isEqualTo("Person");
    }
    assertThat(read(grantee).getName()).isEmpty();
  }

  @Test
  void whatWasFoundIsReadByItsId() {
    IGenericClient client = FhirFixture.client(api, patient);
    for (String search : List.of("Observation?code=85354-9&", "Flag?", "DetectedIssue?")) {
      Resource found = bundle(client, search + of(patient)).getEntryFirstRep().getResource();

      Resource read =
          (Resource)
              client
                  .read()
                  .resource(found.fhirType())
                  .withId(found.getIdElement().getIdPart())
                  .execute();

      assertThat(FhirFixture.parser().encodeResourceToString(read))
          .isEqualTo(FhirFixture.parser().encodeResourceToString(found));
    }
  }

  @Test
  void aRefusalIsAnOutcomeWithTheSameCodeAndReasonAsOnTheOtherRoutes() {
    ApiClient.SignedIn stranger = api.operator().person("PHYSICIAN");
    IGenericClient client = FhirFixture.client(api, stranger);

    assertThatThrownBy(() -> bundle(client, "Observation?" + of(patient)))
        .isInstanceOfSatisfying(
            ForbiddenOperationException.class, e -> outcome(e, "NOT_ALLOWED", "NO_GRANT: "));
    assertThatThrownBy(() -> bundle(FhirFixture.client(api, null), "Flag?" + of(patient)))
        .isInstanceOfSatisfying(
            AuthenticationException.class, e -> outcome(e, "NO_TOKEN", "NO_TOKEN: "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Observation?code=8867-4",
        "Observation?patient=nobody",
        "Observation?{of}&date=yesterday",
        "Observation?{of}&date=ne2026-03-02",
        "Observation?{of}&_sort=code",
        "Observation?{of}&_count=0",
        "Observation?{of}&_cursor=x",
        "Observation?{of}&code=8867-4&code=2708-6",
        "Observation/$stats?{of}&code=8867-4",
        "Observation/$stats?{of}&code=nothing&duration=1",
        "Observation/$stats?{of}&code=8867-4&duration=1&statistic=kurtosis",
        "Observation/$lastn?{of}&max=0",
        "Flag?{of}&date=2026-13-01",
      })
  void whatCannotBeReadIsRefusedAndNotPassedOver(String search) {
    String asked = search.replace("{of}", of(patient));

    assertThatThrownBy(() -> bundle(FhirFixture.client(api, patient), asked))
        .isInstanceOfSatisfying(
            BaseServerResponseException.class, e -> outcome(e, "INVALID", " must "));
  }

  @Test
  void whatIsNotThereIsAnOutcomeToo() {
    IGenericClient client = FhirFixture.client(api, patient);
    String none = new ObservationId(patient.id(), 1, Instant.EPOCH, 1).text();

    assertThatThrownBy(() -> client.read().resource(Observation.class).withId(none).execute())
        .isInstanceOfSatisfying(
            ResourceNotFoundException.class, e -> outcome(e, "NOT_FOUND", "no such Observation"));
    ApiClient.Answer xml = patient.client().get("/fhir/Flag?_format=xml&" + of(patient));
    assertThat(xml.status()).isEqualTo(406);
    assertThat(xml.body().get("resourceType").asText()).isEqualTo("OperationOutcome");
    ApiClient.Answer unserved = patient.client().get("/fhir/Encounter?" + of(patient));
    assertThat(unserved.body().get("resourceType").asText()).isEqualTo("OperationOutcome");
  }

  @Test
  void theCapabilityStatementSaysWhatTheDescriptionOfAllRoutesSays() {
    CapabilityStatement statement =
        FhirFixture.client(api, null).capabilities().ofType(CapabilityStatement.class).execute();

    Set<String> stated = new TreeSet<>();
    statement
        .getRestFirstRep()
        .getResource()
        .forEach(
            resource -> {
              resource
                  .getInteraction()
                  .forEach(each -> stated.add(resource.getType() + " " + each.getCode().toCode()));
              resource
                  .getOperation()
                  .forEach(each -> stated.add(resource.getType() + " $" + each.getName()));
              resource
                  .getSearchParam()
                  .forEach(each -> stated.add(resource.getType() + " ?" + each.getName()));
            });
    assertThat(stated).isEqualTo(FhirDescription.served());
  }

  private static Patient read(ApiClient.SignedIn who) {
    return FhirFixture.client(api, who)
        .read()
        .resource(Patient.class)
        .withId(patient.id().toString())
        .execute();
  }

  private static String of(ApiClient.SignedIn whose) {
    return "patient=" + whose.id();
  }

  private static Bundle bundle(IGenericClient client, String search) {
    String url = client.getServerBase() + "/" + search;
    return client.search().byUrl(url).returnBundle(Bundle.class).execute();
  }

  private static List<Bundle> pages(ApiClient.SignedIn who, String search, int count) {
    IGenericClient client = FhirFixture.client(api, who);
    List<Bundle> pages = new ArrayList<>();
    pages.add(bundle(client, search + "&_count=" + count));
    while (pages.get(pages.size() - 1).getLink("next") != null) {
      pages.add(client.loadPage().next(pages.get(pages.size() - 1)).execute());
    }
    return pages;
  }

  private static List<Resource> everything(ApiClient.SignedIn who, int count) {
    List<Resource> all = new ArrayList<>();
    for (Bundle page : pages(who, "Patient/" + patient.id() + "/$everything?x=1", count)) {
      assertThat(page.getEntry()).hasSizeLessThanOrEqualTo(count);
      page.getEntry().forEach(entry -> all.add(entry.getResource()));
    }
    assertThat(all).extracting(FhirIT::name).doesNotHaveDuplicates();
    return all;
  }

  private static Map<String, Long> kinds(List<Resource> all) {
    return all.stream().collect(Collectors.groupingBy(Resource::fhirType, Collectors.counting()));
  }

  private static String name(Resource resource) {
    return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
  }

  private static List<String> ids(Bundle bundle) {
    return bundle.getEntry().stream().map(entry -> name(entry.getResource())).toList();
  }

  private static void outcome(BaseServerResponseException e, String code, String words) {
    OperationOutcome outcome = (OperationOutcome) e.getOperationOutcome();
    assertThat(outcome.getIssueFirstRep().getDetails().getCodingFirstRep().getCode())
        .isEqualTo(code);
    assertThat(outcome.getIssueFirstRep().getDiagnostics()).contains(words);
  }
}
