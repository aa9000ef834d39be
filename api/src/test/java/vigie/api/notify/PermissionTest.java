package vigie.api.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.alert.AlertTransition;
import vigie.alert.Notification;
import vigie.alert.Severity;
import vigie.api.access.Emergency;
import vigie.api.access.Mask;
import vigie.api.access.PatientRights;
import vigie.patient.Sources;
import vigie.reading.Category;
import vigie.reading.PatientId;

/** A message that was decided before a withdrawal does not go out after it. */
@Tag("C-36")
class PermissionTest {
  private static final PatientId PATIENT = new PatientId(new UUID(1, 1));
  private static final UUID PHYSICIAN = new UUID(2, 2);
  private static final UUID CONTACT = new UUID(3, 3);
  private static final AlertTransition ALERT =
      NotificationFixture.tachycardia(PATIENT, Severity.HIGH);

  @ParameterizedTest
  @CsvSource({
    "TREATING_PHYSICIAN, HEART_RATE, 2,  true",
    "TREATING_PHYSICIAN, HEART_RATE, 4,  false",
    "TREATING_PHYSICIAN, HEART_RATE, '', false",
    "TREATING_PHYSICIAN, SLEEP,      2,  false",
    "EMERGENCY_CONTACT,  HEART_RATE, 2,  true",
    "EMERGENCY_CONTACT,  SLEEP,      2,  false",
    "PATIENT,            HEART_RATE, '', true",
    "PATIENT,            SLEEP,      '', false",
    "SUBSTITUTE,         HEART_RATE, '', true",
    "OPERATOR,           SLEEP,      '', true",
  })
  void itGoesOutWhileConsentAndRoleStand(
      Notification.Role role, Category consent, String physician, boolean holds) {
    UUID treating =
        physician.isEmpty() ? null : new UUID(Long.parseLong(physician), Long.parseLong(physician));
    assertThat(Permission.holds(to(role), rights(treating, consent, List.of()))).isEqualTo(holds);
  }

  @Test
  void anAlertOfASourceOutsideTheConsentOrOfAFrozenMetricDoesNotGoOut() {
    for (Mask mask :
        List.of(
            Mask.withheld(Category.HEART_RATE, new Sources(true, Set.of("watch-1"))),
            Mask.restricted("heart-rate"))) {
      assertThat(
              Permission.holds(
                  to(Notification.Role.TREATING_PHYSICIAN),
                  rights(PHYSICIAN, Category.HEART_RATE, List.of(mask))))
          .isFalse();
    }
    Mask elsewhere = Mask.withheld(Category.HEART_RATE, new Sources(true, Set.of("watch-2")));
    assertThat(
            Permission.holds(
                to(Notification.Role.TREATING_PHYSICIAN),
                rights(PHYSICIAN, Category.HEART_RATE, List.of(elsewhere))))
        .isTrue();
  }

  @Test
  void ofAPatientWhoIsErasedNothingGoesOut() {
    assertThat(Permission.holds(to(Notification.Role.PATIENT), null)).isFalse();
  }

  private static Notification to(Notification.Role role) {
    UUID recipient =
        switch (role) {
          case TREATING_PHYSICIAN -> PHYSICIAN;
          case EMERGENCY_CONTACT -> CONTACT;
          default -> new UUID(9, 9);
        };
    return NotificationFixture.of(ALERT, recipient, role);
  }

  private static PatientRights rights(@Nullable UUID treating, Category consent, List<Mask> masks) {
    return new PatientRights(
        PATIENT.value(),
        1,
        treating,
        CONTACT,
        Set.of(consent),
        List.of(),
        List.of(),
        masks,
        Emergency.NONE);
  }
}
