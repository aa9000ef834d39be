package vigie.api.reach;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.alert.Notification.Role;
import vigie.api.reach.Reach.Finding;
import vigie.api.reach.Reach.Member;
import vigie.api.reach.Reach.State;

class ReachTest {
  private static final UUID PATIENT = new UUID(1, 1);

  @ParameterizedTest(name = "address {0}, proven {1}, failed {2}: {3}")
  @CsvSource({
    "false, ,                     ,                     NO_ADDRESS",
    "true,  ,                     ,                     NOT_VERIFIED",
    "true,  ,                     2026-11-22T10:00:00Z, NOT_VERIFIED",
    "true,  2026-11-22T10:00:00Z, ,                     REACHED",
    "true,  2026-11-22T10:00:00Z, 2026-11-22T09:59:59Z, REACHED",
    "true,  2026-11-22T10:00:00Z, 2026-11-22T10:00:00Z, LAST_FAILED",
    "true,  2026-11-22T10:00:00Z, 2026-11-22T10:00:01Z, LAST_FAILED",
  })
  void aProofIsADeliveryAndEndsAnOlderFailure(
      boolean address, @Nullable Instant verifiedAt, @Nullable Instant lastFailure, State state) {
    assertThat(new Member(PATIENT, Role.PATIENT, address, verifiedAt, 1, lastFailure).state())
        .isEqualTo(state);
  }

  @Test
  void anybodyBesideThePatientIsEnough() {
    for (Role role : List.of(Role.TREATING_PHYSICIAN, Role.SUBSTITUTE, Role.EMERGENCY_CONTACT)) {
      assertThat(new Reach(PATIENT, List.of(unreached(Role.PATIENT), reached(role))).finding())
          .isEmpty();
    }
  }

  @Test
  void thePatientAloneIsNotEnough() {
    assertThat(
            new Reach(PATIENT, List.of(reached(Role.PATIENT), unreached(Role.TREATING_PHYSICIAN)))
                .finding())
        .contains(Finding.PATIENT_ONLY);
    assertThat(new Reach(PATIENT, List.of(reached(Role.PATIENT))).finding())
        .contains(Finding.PATIENT_ONLY);
  }

  @Test
  void whoeverIsToldOfACriticalAlertNeedsTwoChannelsAndThePatientMayHaveOne() {
    Member one = reached(Role.SUBSTITUTE, 1);
    Reach reach = new Reach(PATIENT, List.of(reached(Role.TREATING_PHYSICIAN, 2), one));
    assertThat(reach.finding()).contains(Finding.ONE_CHANNEL);
    assertThat(reach.oneChannel()).containsExactly(one.person());
    assertThat(
            new Reach(PATIENT, List.of(reached(Role.PATIENT, 1), reached(Role.SUBSTITUTE, 2)))
                .finding())
        .isEmpty();
  }

  @Test
  void withoutAnybodyItIsNobody() {
    assertThat(
            new Reach(PATIENT, List.of(unreached(Role.PATIENT), unreached(Role.EMERGENCY_CONTACT)))
                .finding())
        .contains(Finding.NOBODY);
  }

  @Test
  @Tag("C-29")
  void theWarningsNameNobody() {
    UUID physician = new UUID(1, 2);
    var operator = ReachText.operator(new UUID(2, 1), List.of(PATIENT), List.of(physician), "en");
    assertThat(operator.text())
        .contains("nobody could be reached for 1 patient(s):\n" + PATIENT + "\n")
        .contains(
            "1 person(s) would be told over one proven channel, instead of two:\n" + physician);
    assertThat(ReachText.operator(new UUID(2, 1), List.of(), List.of(physician), "fr").text())
        .doesNotContain("personne ne pourrait être joint")
        .contains("que par une voie vérifiée");
    var patient = ReachText.patient(new UUID(2, 2), "fr");
    assertThat(patient.subject()).isEqualTo("Vigie : personne à prévenir");
    assertThat(patient.text()).contains("15 ou le 112").doesNotContain(PATIENT.toString());
    assertThat(ReachText.patient(new UUID(2, 2), "en").text()).contains("nobody but you");
  }

  private static Member reached(Role role) {
    return reached(role, 2);
  }

  private static Member reached(Role role, int channels) {
    Instant verified = Instant.parse("2026-11-22T10:00:00Z");
    return new Member(UUID.randomUUID(), role, true, verified, channels, null);
  }

  private static Member unreached(Role role) {
    return new Member(UUID.randomUUID(), role, true, null, 0, null);
  }
}
