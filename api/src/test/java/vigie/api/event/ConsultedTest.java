package vigie.api.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import vigie.api.access.Profession;
import vigie.api.access.Role;

/** Whom a patient consulted, from consultations and appointments. */
@Tag("C-15")
class ConsultedTest {
  private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
  private static final UUID PATIENT = UUID.randomUUID();
  private static final UUID PHYSICIAN = UUID.randomUUID();
  private static final UUID OTHER = UUID.randomUUID();
  private static final Map<UUID, String> NAMES = Map.of(PHYSICIAN, "Ana Roy", OTHER, "Ana Roy");

  @Test
  void theVisitsToOneProfessionalAreOneLineWithEveryPurposeOnceAndTheLatestFirst() {
    List<Consulted> consulted =
        of(
            with("Dr Martin", "2026-01-05T08:00:00Z", "knee"),
            with(" dr  MARTIN ", "2026-02-05T08:00:00Z", "hip"),
            with("Dr Martin", "2026-02-06T08:00:00Z", "knee"),
            with("Dr Leroy", "2026-01-06T08:00:00Z", "cough"));

    assertThat(consulted).extracting(Consulted::name).containsExactly("Dr Martin", "Dr Leroy");
    assertThat(consulted.get(0).visits()).isEqualTo(3);
    assertThat(consulted.get(0).purposes()).containsExactly("knee", "hip");
    assertThat(consulted.get(0).professional()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-02T11:59:59Z, 1, true,  false",
    "2026-03-02T12:00:00Z, 1, true,  false",
    "2026-03-02T12:00:01Z, 0, false, true"
  })
  void whatBeginsAfterNowIsToCome(String at, int visits, boolean last, boolean next) {
    Consulted one = of(with("Dr Martin", at, "knee")).get(0);

    assertThat(one.visits()).isEqualTo(visits);
    assertThat(one.last()).isEqualTo(last ? Instant.parse(at) : null);
    assertThat(one.next()).isEqualTo(next ? Instant.parse(at) : null);
  }

  @Test
  void ofSeveralToComeTheFirstIsNextAndOfThePastTheLatestIsLast() {
    Consulted one =
        of(
                with("Dr Martin", "2026-05-05T08:00:00Z", "c"),
                with("Dr Martin", "2026-04-05T08:00:00Z", "b"),
                with("Dr Martin", "2026-02-05T08:00:00Z", "a"),
                with("Dr Martin", "2026-01-05T08:00:00Z", "a"))
            .get(0);

    assertThat(one.next()).isEqualTo("2026-04-05T08:00:00Z");
    assertThat(one.last()).isEqualTo("2026-02-05T08:00:00Z");
    assertThat(one.purposes()).containsExactly("c", "b", "a");
  }

  @ParameterizedTest
  @EnumSource(EventStatus.class)
  void whatDidNotTakePlaceIsWithNobody(EventStatus status) {
    List<Consulted> consulted =
        of(event("consultation", PATIENT, status, NOW, Map.of("professional", "Dr Martin"), "x"));

    assertThat(consulted.isEmpty())
        .isEqualTo(status == EventStatus.CANCELLED || status == EventStatus.ENTERED_IN_ERROR);
  }

  @Test
  void aProfessionalWhoNamesNobodyElseIsWhomItWasWithAndNamesakesAreTwo() {
    List<Consulted> consulted =
        of(
            event("appointment", PHYSICIAN, EventStatus.PLANNED, NOW, Map.of("place", "1"), "x"),
            event("consultation", PHYSICIAN, EventStatus.COMPLETED, NOW, named("ana roy"), "y"),
            event("appointment", OTHER, EventStatus.PLANNED, NOW, Map.of("place", "2"), "z"),
            event("consultation", PHYSICIAN, EventStatus.COMPLETED, NOW, named("Dr Leroy"), "v"));

    assertThat(consulted)
        .extracting(Consulted::professional)
        .containsExactlyInAnyOrder(PHYSICIAN, OTHER, null);
    Consulted own =
        consulted.stream()
            .filter(one -> PHYSICIAN.equals(one.professional()))
            .findAny()
            .orElseThrow();
    assertThat(own.purposes()).containsExactlyInAnyOrder("x", "y");
    assertThat(own.profession()).isEqualTo(Profession.PHYSICIAN);
    assertThat(own.organisation()).isEqualTo("750000001");
  }

  @Test
  void whatThePatientEnteredWithoutANameIsToldWithoutOne() {
    Consulted one =
        of(event("appointment", PATIENT, EventStatus.PLANNED, NOW, Map.of("place", "1"), "scan"))
            .get(0);

    assertThat(one.name()).isNull();
    assertThat(one.professional()).isNull();
    assertThat(one.purposes()).containsExactly("scan");
  }

  @Test
  void thePurposeStandsBeforeTheTitle() {
    Map<String, String> details = new HashMap<>(named("Dr Martin"));
    details.put("purpose", "second opinion");

    assertThat(of(event("consultation", PATIENT, EventStatus.COMPLETED, NOW, details, "seen")))
        .singleElement()
        .satisfies(one -> assertThat(one.purposes()).containsExactly("second opinion"));
  }

  private static List<Consulted> of(ClinicalEvent... events) {
    return Consulted.of(List.of(events), NAMES, NOW);
  }

  private static ClinicalEvent with(String name, String at, String title) {
    return event(
        "consultation", PATIENT, EventStatus.COMPLETED, Instant.parse(at), named(name), title);
  }

  private static Map<String, String> named(String name) {
    return Map.of("professional", name);
  }

  private static ClinicalEvent event(
      String kind,
      UUID by,
      EventStatus status,
      Instant at,
      Map<String, String> details,
      String title) {
    boolean patient = by.equals(PATIENT);
    return new ClinicalEvent(
        UUID.randomUUID(),
        1,
        new EventContent(
            EventKinds.standard().kind(kind), status, "why", title, null, details, null, at, null),
        new Provenance(
            by,
            patient ? Role.PATIENT : Role.PHYSICIAN,
            patient ? null : Profession.PHYSICIAN,
            patient ? null : "750000001",
            false,
            patient ? Provenance.Origin.PATIENT : Provenance.Origin.PROFESSIONAL,
            patient
                ? Provenance.Controller.PATIENT_ACCOUNT
                : Provenance.Controller.PROFESSIONAL_FILE,
            patient ? Provenance.LegalBasis.CONSENT : Provenance.LegalBasis.CARE),
        NOW);
  }
}
