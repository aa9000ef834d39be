package vigie.gateway;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import vigie.device.Credential;
import vigie.device.DeviceBinding;
import vigie.gateway.decode.PayloadFormats;
import vigie.gateway.directory.Bindings;
import vigie.gateway.directory.Consents;
import vigie.gateway.directory.SpeaksFor;
import vigie.gateway.observe.RecordingIngestMetrics;
import vigie.gateway.publish.InMemoryReadingPublisher;
import vigie.patient.PatientProfile;
import vigie.reading.Category;
import vigie.reading.DeviceId;
import vigie.reading.MetricCatalogue;
import vigie.reading.PatientId;

/** A pipeline with everything in memory, one bound watch and a patient who consents to all. */
public final class GatewayFixture {
  public static final Instant NOW = Instant.parse("2026-03-02T07:41:10Z");
  public static final PatientId PATIENT = PatientId.parse("5f0c2f5e-8f1e-4b0a-9d9c-0a5f5b1c7d01");
  public static final PatientId NEIGHBOUR = PatientId.parse("5f0c2f5e-8f1e-4b0a-9d9c-0a5f5b1c7d02");
  public static final String DEVICE = "watch-01";
  public static final String TOPIC = "vigie/v1/watch-01/json";
  public static final int PAYLOAD_BYTES_MAX = 64 * 1024;

  public final Bindings bindings = new Bindings();
  public final Consents consents = new Consents();
  public final InMemoryReadingPublisher publisher = new InMemoryReadingPublisher();
  public final RecordingIngestMetrics metrics = new RecordingIngestMetrics();
  public final IngestPipeline pipeline =
      new IngestPipeline(
          Clock.fixed(NOW, ZoneOffset.UTC),
          PayloadFormats.standard(MetricCatalogue.standard()),
          bindings,
          consents,
          SpeaksFor.gatewayOfTheSamePatient(),
          publisher,
          metrics,
          PAYLOAD_BYTES_MAX);

  public GatewayFixture() {
    bindings.update(DEVICE, binding(DEVICE, true));
    consentsTo(Set.of(Category.values()), 1);
  }

  /**
   * Binds the devices that the example payloads name: the patient's own, a lost one, a neighbour's.
   */
  public GatewayFixture withNamedDevices() {
    for (String device : List.of("oximeter-51c0", "cuff-07a1", "a4c13822aabb")) {
      bindings.update(device, binding(device, true));
    }
    bindings.update("lost-watch", binding("lost-watch", false));
    for (String device : List.of("neighbours-watch", "d12233445566")) {
      bindings.update(device, binding(device, NEIGHBOUR, true));
    }
    return this;
  }

  public void consentsTo(Set<Category> categories, long version) {
    consents.update(PATIENT, profile(categories, version));
  }

  public IngestResult decide(String payload) {
    return decide(TOPIC, payload.getBytes(StandardCharsets.UTF_8));
  }

  public IngestResult decide(String topic, byte[] payload) {
    return pipeline.decide(topic, "", payload, NOW);
  }

  /** A payload of one value measured just now. */
  public static String now(String name, String value) {
    return "{\"ts\":" + NOW.toEpochMilli() + ",\"values\":{\"" + name + "\":" + value + "}}";
  }

  public static PatientProfile profile(Set<Category> categories, long version) {
    return profile(PATIENT, categories, version);
  }

  public static PatientProfile profile(PatientId patient, Set<Category> categories, long version) {
    return new PatientProfile(patient, version, categories, null, null, List.of(), Set.of());
  }

  public static DeviceBinding binding(String device, boolean active) {
    return binding(device, PATIENT, active);
  }

  public static DeviceBinding binding(String device, PatientId patient, boolean active) {
    return new DeviceBinding(
        new DeviceId(device),
        patient,
        device.equals(DEVICE) ? SpeaksFor.GATEWAY : "watch",
        Duration.ofSeconds(5),
        Credential.of("a secret", new SecureRandom()),
        active,
        Instant.EPOCH);
  }
}
