package vigie.cli.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import vigie.cli.demo.DemoPatients.DemoPatient;
import vigie.cli.device.AcknowledgedPublishing;
import vigie.cli.device.DeviceReading;
import vigie.cli.device.JsonPayload;
import vigie.cli.device.MqttFleet;

/** Publishes the demo's patients: first their history at once, then every second what is due. */
final class DemoStream {
  private static final int IN_FLIGHT_MAX = 20;
  private static final int READINGS_PER_UPLOAD = 120;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long TICK_MILLIS = 250;

  private final AcknowledgedPublishing publishing;
  private final DemoStory story;
  private final Clock clock;
  private final AtomicLong readings = new AtomicLong();

  DemoStream(MqttFleet fleet, DemoStory story, Clock clock) {
    this.publishing =
        new AcknowledgedPublishing(
            IN_FLIGHT_MAX, PATIENCE, device -> fleet.device(device)::publish);
    this.story = story;
    this.clock = clock;
  }

  /** Publishes all history, waits for its acknowledgement and says how many readings it was. */
  long history(List<DemoPatient> patients) throws InterruptedException {
    for (DemoPatient patient : patients) {
      upload(patient, patient.simulated().history());
    }
    publishing.awaitAll();
    return readings.get();
  }

  /** Publishes what is due, until the end or an interrupt. */
  void live(List<DemoPatient> patients, Instant end) throws InterruptedException {
    Map<DemoPatient, Instant> upTo = new LinkedHashMap<>();
    patients.forEach(patient -> upTo.put(patient, patient.simulated().liveBegin()));
    while (clock.instant().isBefore(end)) {
      for (DemoPatient patient : patients) {
        Instant now = clock.instant();
        Instant from = upTo.getOrDefault(patient, now);
        if (now.isAfter(from)) {
          upload(patient, patient.simulated().live(from, now));
          upTo.put(patient, now);
        }
      }
      TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
    }
  }

  private void upload(DemoPatient patient, List<DeviceReading> due) throws InterruptedException {
    Map<String, List<DeviceReading>> byDevice = new LinkedHashMap<>();
    for (DeviceReading reading : due) {
      byDevice.computeIfAbsent(reading.device(), name -> new ArrayList<>()).add(reading);
    }
    for (Map.Entry<String, List<DeviceReading>> device : byDevice.entrySet()) {
      List<DeviceReading> own = device.getValue();
      for (int from = 0; from < own.size(); from += READINGS_PER_UPLOAD) {
        List<DeviceReading> part =
            own.subList(from, Math.min(own.size(), from + READINGS_PER_UPLOAD));
        for (DeviceReading reading : part) {
          if (!reading.effective().isBefore(patient.simulated().liveBegin())) {
            story.sent(patient.enrolled().person().id(), reading.metric(), reading.effective());
          }
        }
        publishing.publish(patient.deviceId(device.getKey()), JsonPayload.of(part));
        readings.addAndGet(part.size());
      }
    }
  }
}
