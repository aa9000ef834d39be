package vigie.cli.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vigie.cli.device.DeviceReading;
import vigie.cli.device.JsonPayload;

/**
 * What the devices of the gateway's benchmark send: vital signs, five to an object.
 *
 * @param devices how many
 * @param readings in a message
 */
record BenchMessages(int devices, int readings) {
  private static final List<String> METRICS =
      List.of("heart-rate", "spo2", "respiratory-rate", "body-temperature", "glucose-cgm");
  private static final List<String> UNITS = List.of("/min", "%", "/min", "Cel", "mg/dL");
  private static final double[] VALUES = {64, 94, 13, 36.5, 95};

  /** A fresh secret for each device. */
  Map<String, String> secrets() {
    Map<String, String> secrets = new LinkedHashMap<>();
    for (int device = 0; device < devices; device++) {
      secrets.put(name(device), UUID.randomUUID().toString());
    }
    return secrets;
  }

  /** The device that sends the message of this number. */
  String device(int number) {
    return name(number % devices);
  }

  /** The message of this number, different from all others. */
  byte[] payload(int number, Instant now) {
    List<DeviceReading> all = new ArrayList<>(readings);
    for (int i = 0; i < readings; i++) {
      int metric = i % METRICS.size();
      all.add(
          DeviceReading.instant(
                  name(number % devices),
                  METRICS.get(metric),
                  VALUES[metric] + number % 5,
                  UNITS.get(metric),
                  now.minusMillis(i / METRICS.size()))
              .numbered(number));
    }
    return JsonPayload.of(all);
  }

  private static String name(int device) {
    return "bench-" + device;
  }
}
