package vigie.gateway.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vigie.device.DeviceBinding;
import vigie.gateway.GatewayFixture;
import vigie.patient.Cover;
import vigie.patient.PatientProfile;
import vigie.patient.Sources;
import vigie.reading.Category;

class DirectoryTest {
  private final Bindings bindings = new Bindings();
  private final Consents consents = new Consents();

  @Test
  void theNewestBindingHoldsAndAForgottenDeviceHasNone() {
    DeviceBinding bound = GatewayFixture.binding("watch-01", true);
    DeviceBinding revoked = GatewayFixture.binding("watch-01", false);
    bindings.update("watch-01", bound);
    assertThat(bindings.find("watch-01")).isSameAs(bound);
    bindings.update("watch-01", revoked);
    assertThat(bindings.find("watch-01")).isSameAs(revoked);
    bindings.update("watch-01", null);
    assertThat(bindings.find("watch-01")).isNull();
  }

  @Test
  @Tag("C-34")
  void withoutAProfileThereIsNoConsent() {
    assertThat(consents.of(GatewayFixture.PATIENT, "watch-1")).isEmpty();
  }

  @Test
  void whoHasNoKeyToSealWithHasConsentedToNothing() {
    update(Set.of(Category.HEART_RATE), 1);
    assertThat(
            new StreamDirectory(bindings, consents, id -> false)
                .consents(GatewayFixture.PATIENT, "watch-1"))
        .isEmpty();
    assertThat(
            new StreamDirectory(bindings, consents, GatewayFixture.PATIENT::equals)
                .consents(GatewayFixture.PATIENT, "watch-1"))
        .containsExactly(Category.HEART_RATE);
  }

  @Test
  void anOlderProfileChangesNothing() {
    update(Set.of(Category.HEART_RATE), 2);
    update(Set.of(Category.SLEEP), 1);
    assertThat(consents.of(GatewayFixture.PATIENT, "watch-1")).containsExactly(Category.HEART_RATE);
    update(Set.of(), 3);
    assertThat(consents.of(GatewayFixture.PATIENT, "watch-1")).isEmpty();
  }

  @Test
  void anErasedPatientConsentsToNothingAndMayBeginAgain() {
    update(Set.of(Category.HEART_RATE), 7);
    consents.update(GatewayFixture.PATIENT, null);
    assertThat(consents.of(GatewayFixture.PATIENT, "watch-1")).isEmpty();
    update(Set.of(Category.SLEEP), 1);
    assertThat(consents.of(GatewayFixture.PATIENT, "watch-1")).containsExactly(Category.SLEEP);
  }

  @Test
  @Tag("C-74")
  void aConsentMayLeaveADeviceOutOrNameTheOnlyOnes() {
    consents.update(
        GatewayFixture.PATIENT,
        new PatientProfile(
            GatewayFixture.PATIENT,
            1,
            Set.of(Category.HEART_RATE, Category.SLEEP, Category.BODY_MASS),
            null,
            null,
            List.of(),
            Set.of(),
            Cover.NONE,
            Map.of(
                Category.SLEEP,
                new Sources(false, Set.of("watch-1")),
                Category.BODY_MASS,
                new Sources(true, Set.of("scale-1"))),
            Set.of()));
    assertThat(consents.of(GatewayFixture.PATIENT, "watch-1")).containsOnly(Category.HEART_RATE);
    assertThat(consents.of(GatewayFixture.PATIENT, "scale-1"))
        .containsOnly(Category.HEART_RATE, Category.SLEEP, Category.BODY_MASS);
  }

  private void update(Set<Category> categories, long version) {
    consents.update(GatewayFixture.PATIENT, GatewayFixture.profile(categories, version));
  }
}
