package vigie.gateway;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import vigie.device.Credential;
import vigie.device.DeviceBinding;
import vigie.gateway.directory.Bindings;
import vigie.gateway.directory.Consents;
import vigie.gateway.directory.StreamDirectory;
import vigie.gateway.observe.RecordingIngestMetrics;
import vigie.gateway.publish.InMemoryReadingPublisher;
import vigie.intake.Intake;
import vigie.intake.SpeaksFor;
import vigie.intake.StatusIntake;
import vigie.intake.decode.PayloadFormats;
import vigie.patient.PatientProfile;
import vigie.reading.Category;
import vigie.reading.DeviceId;
import vigie.reading.MetricCatalogue;
import vigie.reading.PatientId;

/** A pipeline with everything in memory, one bound watch and a patient who consents to all. */
public final class GatewayFixture {
  public static final Instant NOW = Instant.parse("2026-03-02T07:41:10Z");
  public static final PatientId PATIENT = PatientId.parse("5f0c2f5e-8f1e-4b0a-9d9c-0a5f5b1c7d01");
  public static final String DEVICE = "watch-01";
  public static final String TOPIC = "vigie/v1/watch-01/json";

  public final Bindings bindings = new Bindings();
  public final Consents consents = new Consents();
  public final InMemoryReadingPublisher publisher = new InMemoryReadingPublisher();
  public final RecordingIngestMetrics metrics = new RecordingIngestMetrics();
  private final StreamDirectory directory = new StreamDirectory(bindings, consents, id -> true);
  public final Intake intake =
      new Intake(
          PayloadFormats.standard(MetricCatalogue.standard()),
          directory,
          SpeaksFor.gatewayOfTheSamePatient(),
          64 * 1024);
  public final IngestPipeline pipeline =
      new IngestPipeline(
          Clock.fixed(NOW, ZoneOffset.UTC),
          intake,
          new StatusIntake(directory),
          publisher,
          metrics);

  public GatewayFixture() {
    bindings.update(DEVICE, binding(DEVICE, true));
    consentsTo(Set.of(Category.values()), 1);
  }

  public void consentsTo(Set<Category> categories, long version) {
    consents.update(PATIENT, profile(categories, version));
  }

  public static PatientProfile profile(Set<Category> categories, long version) {
    return new PatientProfile(PATIENT, version, categories, null, null, List.of(), Set.of());
  }

  public static DeviceBinding binding(String device, boolean active) {
    return new DeviceBinding(
        new DeviceId(device),
        PATIENT,
        "watch",
        Duration.ofSeconds(5),
        Credential.of("a secret", new SecureRandom()),
        active,
        Instant.EPOCH);
  }
}
