package vigie.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No way out for patients' data but the patient's own grant: read off the table of answers, of
 * which {@link DecisionsIT} shows that the program answers each route of the description so.
 */
@Tag("C-100")
class NoExportWithoutGrantTest {
  private static final DecisionOracle ORACLE = new DecisionOracle();

  /** Whom the patient has given nothing: lay people, professionals, an insurer's. */
  private static final List<String> STRANGERS =
      List.of("other", "physician", "nurse", "contact", "insurer");

  /**
   * What strangers are answered all the same: figures and rules of nobody, a physician's own
   * worklist, which has the patients who named or let them alone, the proposal of a team, which
   * sees nothing by that, and the law's break-glass, of which the patient is told at once.
   */
  private static final Set<String> OF_NO_PATIENT =
      Set.of(
          "GET /delays",
          "GET /alerts",
          "GET /alerts/live",
          "GET /rules",
          "GET /rules/{id}",
          "POST /patients/{id}/episodes",
          "POST /patients/{id}/emergency-accesses");

  /** A legal hold forbids that data are destroyed, and gives none out. */
  private static final Set<String> HOLDS =
      Set.of("POST /patients/{id}/holds", "DELETE /patients/{id}/holds/{hold}");

  @ParameterizedTest
  @ValueSource(strings = {"none", "revoked"})
  void withoutAGrantNoRouteGivesStrangersAnything(String context) {
    for (String caller : STRANGERS) {
      assertThat(ORACLE.routes())
          .filteredOn(route -> ORACLE.answer(route, caller, context).allowed())
          .as(caller)
          .isSubsetOf(OF_NO_PATIENT);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"operator", "dpo"})
  void whoRunsThePlatformIsGivenNothingOfAPatientWhateverIsGranted(String caller) {
    for (String context : List.of("granted", "none", "break-glass")) {
      assertThat(ORACLE.routes())
          .filteredOn(NoExportWithoutGrantTest::isOfOnePatient)
          .filteredOn(route -> ORACLE.answer(route, caller, context).allowed())
          .isSubsetOf(HOLDS);
    }
  }

  /** These give out the most at once. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /patients/{id}/copy",
        "POST /patients/{id}/transfers",
        "GET /fhir/AuditEvent",
        "GET /fhir/Communication",
        "GET /fhir/Consent",
        "GET /fhir/Device",
      })
  void aCopyOfAllIsForThePatientAndWhoActsForThemWhateverIsGranted(String route) {
    for (String caller : List.of("physician", "nurse", "contact", "insurer", "treating")) {
      assertThat(ORACLE.answer(route, caller, "granted").allowed()).as(caller).isFalse();
    }
    assertThat(ORACLE.answer(route, "patient", "granted").allowed()).isTrue();
  }

  private static boolean isOfOnePatient(String route) {
    return route.contains(" /patients/")
        || route.contains(" /fhir/")
        || route.contains(" /alerts")
        || route.contains(" /devices/");
  }
}
