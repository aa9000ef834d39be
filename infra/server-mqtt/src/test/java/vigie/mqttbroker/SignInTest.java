package vigie.mqttbroker;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vigie.device.Credential;
import vigie.device.DeviceBinding;
import vigie.reading.DeviceId;
import vigie.reading.PatientId;

class SignInTest {

  private final Devices devices = new Devices();
  private final SignIn signIn = new SignIn(new Services(Map.of("vigie-gateway", "g")), devices);

  @Test
  void aKnownDeviceWithItsSecretIsAccepted() {
    devices.put(binding("watch-1", "s1", true));
    assertThat(signIn.attempt("watch-1", "s1")).contains(device("watch-1"));
  }

  @Test
  void wrongMissingAndForeignSecretsAreRefused() {
    devices.put(binding("watch-1", "s1", true));
    devices.put(binding("watch-2", "s2", true));
    assertThat(signIn.attempt("watch-1", "s2")).isEmpty();
    assertThat(signIn.attempt("watch-1", null)).isEmpty();
    assertThat(signIn.attempt(null, null)).isEmpty();
    assertThat(signIn.attempt("watch-3", "s1")).isEmpty();
    assertThat(signIn.attempt("NO ID", "s1")).isEmpty();
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
    assertThat(signIn.attempt("vigie-gateway", "d")).isEmpty();
    assertThat(signIn.attempt("vigie-gateway", "g")).contains(new Client.Service("vigie-gateway"));
  }

  @Test
  void revokingAndRotatingTellToCutSessionsAndRepeatingDoesNot() {
    DeviceBinding first = binding("watch-1", "s1", true);
    assertThat(devices.put(first)).isFalse();
    assertThat(devices.put(first)).isFalse();
    assertThat(devices.put(binding("watch-1", "s2", true))).isTrue();
    assertThat(signIn.attempt("watch-1", "s1")).isEmpty();
    assertThat(devices.put(binding("watch-1", "s2", false))).isTrue();
    assertThat(signIn.attempt("watch-1", "s2")).isEmpty();
    assertThat(signIn.client("watch-1")).isEmpty();
    assertThat(devices.remove(new DeviceId("watch-1"))).isFalse();
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
        Instant.EPOCH);
  }
}
