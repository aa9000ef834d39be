package vigie.mqttbroker;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vigie.authority.DeviceCertificate;
import vigie.device.Credential;
import vigie.device.DeviceBinding;
import vigie.reading.DeviceId;
import vigie.reading.PatientId;

class SignInTest {

  private static final Instant NOW = Instant.parse("2026-03-02T07:41:10Z");
  private static final Instant BOUND = NOW.minus(Duration.ofDays(1));
  private static final Instant LATER = NOW.plus(Duration.ofHours(24));

  private final Devices devices = new Devices();
  private static final UUID PERSON = new UUID(7, 7);
  private static final UUID SESSION = new UUID(9, 9);

  private final SignIn signIn =
      new SignIn(
          new Services(Map.of("vigie-gateway", "g")),
          devices,
          (token, now) ->
              token.equals("eyJ.good.token") && now.isBefore(LATER)
                  ? Optional.of(new People.Proof(PERSON, SESSION, LATER))
                  : Optional.empty());

  @Test
  void aKnownDeviceWithItsSecretIsAccepted() {
    devices.put(binding("watch-1", "s1", true));
    assertThat(signIn.attempt("watch-1", "s1", NOW)).contains(device("watch-1"));
  }

  @Test
  void wrongMissingAndForeignSecretsAreRefused() {
    devices.put(binding("watch-1", "s1", true));
    devices.put(binding("watch-2", "s2", true));
    assertThat(signIn.attempt("watch-1", "s2", NOW)).isEmpty();
    assertThat(signIn.attempt("watch-1", null, NOW)).isEmpty();
    assertThat(signIn.attempt(null, null, NOW)).isEmpty();
    assertThat(signIn.attempt("watch-3", "s1", NOW)).isEmpty();
    assertThat(signIn.attempt("NO ID", "s1", NOW)).isEmpty();
  }

  @Test
  void nobodyTakesOverAnothersSessionByItsClientId() {
    devices.put(binding("watch-1", "s1", true));
    devices.put(binding("watch-2", "s2", true));
    assertThat(signIn.mayBear("watch-1", "watch-1")).isTrue();
    assertThat(signIn.mayBear("watch-1", "mosq-abc")).isTrue();
    assertThat(signIn.mayBear("watch-1", "")).isTrue();
    assertThat(signIn.mayBear("watch-1", "watch-2")).isFalse();
    assertThat(signIn.mayBear(null, "watch-2")).isFalse();
    assertThat(signIn.mayBear("watch-1", "vigie-gateway-1")).isFalse();
    assertThat(signIn.mayBear("vigie-gateway", "watch-1")).isFalse();
    assertThat(signIn.mayBear("vigie-gateway", "vigie-gateway-1")).isTrue();
  }

  @Test
  void aServicesNameIsTheServicesEvenWhenADeviceBearsIt() {
    devices.put(binding("vigie-gateway", "d", true));
    assertThat(signIn.attempt("vigie-gateway", "d", NOW)).isEmpty();
    assertThat(signIn.attempt("vigie-gateway", "g", NOW))
        .contains(new Client.Service("vigie-gateway"));
  }

  @Test
  void revokingAndRotatingTellToCutSessionsAndRepeatingDoesNot() {
    DeviceBinding first = binding("watch-1", "s1", true);
    assertThat(devices.put(first)).isFalse();
    assertThat(devices.put(first)).isFalse();
    assertThat(devices.put(binding("watch-1", "s2", true))).isTrue();
    assertThat(signIn.attempt("watch-1", "s1", NOW)).isEmpty();
    assertThat(devices.put(binding("watch-1", "s2", false))).isTrue();
    assertThat(signIn.attempt("watch-1", "s2", NOW)).isEmpty();
    assertThat(signIn.client("watch-1")).isEmpty();
    assertThat(devices.remove(new DeviceId("watch-1"))).isFalse();
  }

  @Test
  void afterARotationBothSecretsHoldUntilTheOldOnesTimeIsOver() {
    DeviceBinding first = binding("watch-1", "s1", true);
    devices.put(first);
    assertThat(devices.put(rotated(first, "s2"))).as("no session is cut").isFalse();
    assertThat(signIn.attempt("watch-1", "s2", NOW)).contains(device("watch-1"));
    assertThat(signIn.attempt("watch-1", "s1", LATER.minusMillis(1))).contains(device("watch-1"));
    assertThat(signIn.attempt("watch-1", "s1", LATER)).isEmpty();
    assertThat(signIn.attempt("watch-1", "s2", LATER)).contains(device("watch-1"));
  }

  @Test
  void aSessionByTheOldSecretIsCutOnceWhenItsTimeIsOver() {
    DeviceBinding first = binding("watch-1", "s1", true);
    devices.put(first);
    devices.put(rotated(first, "s2"));
    assertThat(devices.outlived(LATER.minusMillis(1))).isEmpty();
    assertThat(devices.outlived(LATER)).containsExactly(new DeviceId("watch-1"));
    assertThat(devices.outlived(LATER)).isEmpty();
  }

  @Test
  void endingTheOldSecretEarlyCutsOnlyWhoeverMayStillUseIt() {
    DeviceBinding rotated = rotated(binding("watch-1", "s1", true), "s2");
    // The broker started after the rotation, and nobody has used the old secret since.
    devices.put(rotated);
    assertThat(devices.put(rotated.withoutPrevious())).isFalse();
    assertThat(signIn.attempt("watch-1", "s1", NOW)).isEmpty();

    DeviceBinding other = rotated(binding("watch-2", "s1", true), "s2");
    devices.put(other);
    assertThat(signIn.attempt("watch-2", "s1", NOW)).isPresent();
    assertThat(devices.put(other.withoutPrevious())).isTrue();
  }

  @Test
  void ofThreeSecretsTheOldestHoldsNoLonger() {
    DeviceBinding first = binding("watch-1", "s1", true);
    devices.put(first);
    DeviceBinding second = rotated(first, "s2");
    devices.put(second);
    assertThat(devices.put(rotated(second, "s3"))).isTrue();
    assertThat(signIn.attempt("watch-1", "s1", NOW)).isEmpty();
    assertThat(signIn.attempt("watch-1", "s2", NOW)).isPresent();
    assertThat(signIn.attempt("watch-1", "s3", NOW)).isPresent();
  }

  @Test
  void aCertificateProvesItsOwnDeviceSinceItsPresentBinding() {
    devices.put(binding("watch-1", "s1", true));
    devices.put(binding("watch-2", "s2", true));
    DeviceCertificate certificate = new DeviceCertificate("watch-1", BOUND);
    assertThat(signIn.attempt("watch-1", certificate)).contains(device("watch-1"));
    assertThat(signIn.attempt("watch-2", certificate)).isEmpty();
    assertThat(signIn.attempt(null, certificate)).isEmpty();
    assertThat(signIn.attempt("watch-1", new DeviceCertificate("watch-1", BOUND.minusMillis(1))))
        .as("from before it was bound to whom it belongs now")
        .isEmpty();
    devices.put(binding("watch-1", "s1", false));
    assertThat(signIn.attempt("watch-1", certificate)).as("revoked").isEmpty();
    assertThat(signIn.attempt("vigie-gateway", new DeviceCertificate("vigie-gateway", BOUND)))
        .as("a service has no certificate")
        .isEmpty();
  }

  @Test
  void aLastWillIsLeftBelowTheOwnNameOnly() {
    devices.put(binding("watch-1", "s1", true));
    devices.put(binding("watch-2", "s2", true));
    assertThat(signIn.mayLeave("watch-1", "vigie/v1/watch-1/status")).isTrue();
    assertThat(signIn.mayLeave("watch-1", "vigie/v1/watch-2/status")).isFalse();
    assertThat(signIn.mayLeave(null, "vigie/v1/watch-1/status")).isFalse();
    assertThat(signIn.mayLeave("watch-3", "vigie/v1/watch-3/status")).isFalse();
  }

  @Test
  void aPersonSignsInWithTheirIdAndATokenOfTheirs() {
    assertThat(signIn.attempt(PERSON.toString(), "eyJ.good.token", NOW))
        .contains(new Client.Person(PERSON));
    assertThat(signIn.attempt(new UUID(7, 8).toString(), "eyJ.good.token", NOW)).isEmpty();
    assertThat(signIn.attempt(PERSON.toString(), "eyJ.other.token", NOW)).isEmpty();
    assertThat(signIn.attempt(PERSON.toString(), "eyJ.good.token", LATER)).isEmpty();
    assertThat(signIn.attempt(null, "eyJ.good.token", NOW)).isEmpty();
    assertThat(signIn.attempt("vigie-gateway", "eyJ.good.token", NOW)).isEmpty();
  }

  @Test
  void aDeviceThatBearsAPersonsIdIsNotThatPerson() {
    devices.put(binding(PERSON.toString(), "s1", true));
    assertThat(signIn.attempt(PERSON.toString(), "s1", NOW)).contains(device(PERSON.toString()));
    Client person = new Client.Person(PERSON);
    assertThat(signIn.client(PERSON.toString())).contains(device(PERSON.toString()));
    assertThat(signIn.client(person.name())).contains(person);
    assertThat(signIn.client("person:nobody")).isEmpty();
    assertThat(signIn.attempt(person.name(), "s1", NOW)).isEmpty();
  }

  @Test
  void aPersonsSessionIsTheirsByItsClientId() {
    assertThat(SignIn.personMayBear(PERSON, "person-" + PERSON + "-phone")).isTrue();
    assertThat(SignIn.personMayBear(PERSON, "")).isTrue();
    assertThat(SignIn.personMayBear(PERSON, "person-" + new UUID(7, 8))).isFalse();
    assertThat(SignIn.personMayBear(PERSON, "watch-1")).isFalse();
    assertThat(SignIn.personMayBear(PERSON, "vigie-notify")).isFalse();
    devices.put(binding("watch-1", "s1", true));
    assertThat(signIn.mayBear("watch-1", "person-" + PERSON + "-phone")).isFalse();
    String grabbing = "person-" + PERSON;
    devices.put(binding(grabbing, "s1", true));
    assertThat(signIn.mayBear(grabbing, grabbing)).isFalse();
  }

  private static DeviceBinding rotated(DeviceBinding binding, String secret) {
    return binding.rotated(Credential.of(secret, new SecureRandom()), LATER);
  }

  private static Client device(String id) {
    return new Client.Device(new DeviceId(id));
  }

  private static DeviceBinding binding(String device, String secret, boolean active) {
    return new DeviceBinding(
        new DeviceId(device),
        new PatientId(new UUID(1, 1)),
        "watch",
        Duration.ZERO,
        Credential.of(secret, new SecureRandom()),
        active,
        BOUND);
  }
}
