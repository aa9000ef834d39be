package vigie.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import vigie.device.Credential;
import vigie.device.DeviceBinding;
import vigie.intake.decode.PayloadFormats;
import vigie.reading.Category;
import vigie.reading.DeviceId;
import vigie.reading.MetricCatalogue;
import vigie.reading.PatientId;
import vigie.reading.Reading;

/** An intake that knows one bound watch and a patient who consents to all. */
public final class IntakeFixture {
  public static final Instant NOW = Instant.parse("2026-03-02T07:41:10Z");
  public static final PatientId PATIENT = PatientId.parse("5f0c2f5e-8f1e-4b0a-9d9c-0a5f5b1c7d01");
  public static final PatientId NEIGHBOUR = PatientId.parse("5f0c2f5e-8f1e-4b0a-9d9c-0a5f5b1c7d02");
  public static final String DEVICE = "watch-01";
  public static final int PAYLOAD_BYTES_MAX = 64 * 1024;

  public final InMemoryDirectory directory = new InMemoryDirectory();
  public final Intake intake = serving(SpeaksFor.gatewayOfTheSamePatient());

  public IntakeFixture() {
    bind(DEVICE, PATIENT, true);
    consentsTo(Set.of(Category.values()));
  }

  /**
   * Binds the devices that the example payloads name: the patient's own, a lost one, a neighbour's.
   */
  public IntakeFixture withNamedDevices() {
    for (String device : List.of("oximeter-51c0", "cuff-07a1", "a4c13822aabb")) {
      bind(device, PATIENT, true);
    }
    bind("lost-watch", PATIENT, false);
    for (String device : List.of("neighbours-watch", "d12233445566")) {
      bind(device, NEIGHBOUR, true);
    }
    return this;
  }

  public Intake serving(SpeaksFor speaksFor) {
    return new Intake(
        PayloadFormats.standard(MetricCatalogue.standard()),
        directory,
        speaksFor,
        PAYLOAD_BYTES_MAX);
  }

  public void consentsTo(Set<Category> categories) {
    directory.consents.put(PATIENT, categories);
  }

  public void bind(String device, PatientId patient, boolean active) {
    directory.bindings.put(
        device,
        new DeviceBinding(
            new DeviceId(device),
            patient,
            device.equals(DEVICE) ? SpeaksFor.GATEWAY : "watch",
            Duration.ofSeconds(5),
            Credential.of("a secret", new SecureRandom()),
            active,
            Instant.EPOCH));
  }

  /** What becomes of a payload of the watch in the format {@code json}. */
  public IntakeResult decide(String payload) {
    return decide("json", payload.getBytes(StandardCharsets.UTF_8));
  }

  /** What becomes of a payload of the watch, written with ' for ". */
  public IntakeResult decide(String format, String payload) {
    return decide(format, quoted(payload));
  }

  /** The one reading of such a payload; fails when it is refused or there are more. */
  public Reading only(String format, String payload) {
    IntakeResult result = decide(format, payload);
    assertThat(result.rejected()).isEmpty();
    assertThat(result.accepted()).hasSize(1);
    return result.accepted().get(0);
  }

  /** The bytes of a payload written with ' for ". */
  public static byte[] quoted(String payload) {
    return payload.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  /** What becomes of a payload of the watch. */
  public IntakeResult decide(String format, byte[] payload) {
    return decide(intake, DEVICE, format, payload);
  }

  public static IntakeResult decide(Intake intake, String device, String format, byte[] payload) {
    return intake.decide(
        new DeviceMessage(device, format, "", payload, "vigie/v1/" + device + "/" + format), NOW);
  }

  /** A payload of one value measured just now. */
  public static String now(String name, String value) {
    return "{\"ts\":" + NOW.toEpochMilli() + ",\"values\":{\"" + name + "\":" + value + "}}";
  }
}
