package vigie.jobs.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.Keyed128;
import vigie.device.Credential;
import vigie.device.DeviceBinding;
import vigie.device.DeviceStatus;
import vigie.patient.PatientProfile;
import vigie.reading.Category;
import vigie.reading.Context;
import vigie.reading.DeviceId;
import vigie.reading.MetricCatalogue;
import vigie.reading.PatientId;
import vigie.reading.Quality;
import vigie.reading.Reading;

/** A patient with a physician and a contact, and what such a patient's watch sends. */
final class OnePatient {
  static final PatientId PATIENT = new PatientId(Keyed128.of("patient under test"));
  static final PatientId OTHER = new PatientId(Keyed128.of("another patient"));
  static final DeviceId DEVICE = new DeviceId("watch-1");
  static final UUID PHYSICIAN = Keyed128.of("physician");
  static final UUID CONTACT = Keyed128.of("contact");
  static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  private OnePatient() {}

  static PatientProfile profile(long version, Set<Category> consents) {
    return profile(PATIENT, version, consents);
  }

  static PatientProfile profile(PatientId patient, long version, Set<Category> consents) {
    return new PatientProfile(patient, version, consents, PHYSICIAN, CONTACT, List.of(), Set.of());
  }

  static DeviceBinding binding(boolean active) {
    return new DeviceBinding(
        DEVICE,
        PATIENT,
        "watch",
        Duration.ofMinutes(1),
        new Credential(new byte[] {1}, new byte[] {2}),
        active,
        START);
  }

  static DeviceStatus battery(int percent, Instant at) {
    return new DeviceStatus(DEVICE, PATIENT, DeviceStatus.State.ONLINE, percent, at, at);
  }

  static Reading reading(String metric, double value, Instant effective) {
    return reading(PATIENT, metric, value, effective);
  }

  static Reading reading(PatientId patient, String metric, double value, Instant effective) {
    return reading(patient, metric, value, effective, Duration.ofMinutes(1), null);
  }

  static Reading reading(
      PatientId patient,
      String metric,
      double value,
      Instant effective,
      Duration interval,
      @Nullable Integer offsetMinutes) {
    return new Reading(
        patient,
        DEVICE,
        MetricCatalogue.standard().metric(metric),
        value,
        effective,
        null,
        offsetMinutes,
        effective,
        null,
        Quality.VALID,
        Context.UNKNOWN,
        null,
        interval);
  }
}
