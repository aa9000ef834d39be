package vigie.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vigie.api.access.Action;
import vigie.api.access.Mandate;
import vigie.api.access.Reason;

/** How a line of the audit reads. */
@Tag("C-51")
class AuditWordsTest {
  private static final UUID PATIENT = new UUID(1, 1);
  private static final UUID OTHER = new UUID(2, 2);

  @Test
  void aPhysicianStandsByNameAndTheReasonIsPlain() {
    AuditLine line = line(OTHER, "PHYSICIAN", "READ_TIMELINE", true, "TREATING_PHYSICIAN");

    assertThat(AuditWords.of("en").sentence(line, PATIENT, "Ada Martin"))
        .isEqualTo(
            "Ada Martin, physician: reading of your timeline. Allowed: the caller is the patient's"
                + " treating physician.");
    assertThat(AuditWords.of("fr").sentence(line, PATIENT, "Ada Martin"))
        .isEqualTo(
            "Ada Martin, médecin : lecture de votre chronologie. Autorisé : c’est le médecin"
                + " traitant du patient.");
  }

  @Test
  void theReaderIsYouAndWhoCannotBeToldIsSaidSo() {
    assertThat(
            AuditWords.of("fr")
                .sentence(line(PATIENT, "PATIENT", "READ_AUDIT", true, "OWN_DATA"), PATIENT, null))
        .startsWith("Vous : lecture de cette liste. Autorisé");
    assertThat(
            AuditWords.of("en")
                .sentence(line(null, null, "READ_ALERTS", false, "NO_GRANT"), PATIENT, null))
        .startsWith("Somebody unknown: reading of your alerts. Refused");
  }

  @Test
  void whatHasNoWordsYetIsToldByItsName() {
    assertThat(
            AuditWords.of("en")
                .sentence(line(OTHER, "OPERATOR", "NEW_ACT", false, "NEW_REASON"), PATIENT, null))
        .isEqualTo("An operator of the platform: something else (NEW_ACT). Refused: NEW_REASON.");
  }

  @ParameterizedTest
  @EnumSource(Action.class)
  void everyActionHasWordsInBothLanguages(Action action) {
    assertThat(AuditWords.of("fr").action(action.name())).doesNotContain(action.name());
    assertThat(AuditWords.of("en").action(action.name())).doesNotContain(action.name());
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void everyReasonHasFrenchWords(Reason reason) {
    assertThat(AuditWords.of("fr").reason(reason.name())).isNotEqualTo(reason.words());
  }

  @ParameterizedTest
  @Tag("C-28")
  @EnumSource(Mandate.Basis.class)
  void whatAMandateRestsOnHasWordsInBothLanguages(Mandate.Basis basis) {
    assertThat(AuditWords.of("fr").basis(basis)).isNotEqualTo(basis.name());
    assertThat(AuditWords.of("en").basis(basis)).isNotEqualTo(AuditWords.of("fr").basis(basis));
  }

  private static AuditLine line(
      @Nullable UUID actor, @Nullable String role, String action, boolean allowed, String reason) {
    return new AuditLine(
        Instant.EPOCH, actor, role, action, PATIENT, allowed, reason, "GET /x", "request");
  }
}
