package vigie.cli.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import vigie.cli.device.DeviceReading;
import vigie.cli.device.JsonPayload;

/**
 * What the devices of the gateway's benchmark send: vital signs, five to an object.
 *
 * @param devices how many
 * @param readings in a message
 * @param format one of {@link #FORMATS}
 */
record BenchMessages(int devices, int readings, String format) {
  /** The formats that it can write. */
  static final Set<String> FORMATS = Set.of("json", "senml", "fhir");

  private static final Map<String, String> LOINC =
      Map.of(
          "heart-rate", "8867-4",
          "spo2", "59408-5",
          "respiratory-rate", "9279-1",
          "body-temperature", "8310-5",
          "glucose-cgm", "99504-3");

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
    // Only one of the formats has room for a number; in the others the times differ.
    Instant last = format.equals("json") ? now : now.minusMillis(number);
    for (int i = 0; i < readings; i++) {
      int metric = i % METRICS.size();
      all.add(
          DeviceReading.instant(
                  name(number % devices),
                  METRICS.get(metric),
                  VALUES[metric] + number % 5,
                  UNITS.get(metric),
                  last.minusMillis(i / METRICS.size()))
              .numbered(number));
    }
    return switch (format) {
      case "senml" -> joined(all, BenchMessages::record, "[", "]");
      case "fhir" ->
          joined(
              all,
              BenchMessages::entry,
              "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[",
              "]}");
      default -> JsonPayload.of(all);
    };
  }

  private static byte[] joined(
      List<DeviceReading> all, Function<DeviceReading, String> one, String begin, String end) {
    return all.stream()
        .map(one)
        .collect(Collectors.joining(",", begin, end))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** A SenML record; its % would mean a ratio, its /100 is percent. */
  private static String record(DeviceReading reading) {
    return "{\"n\":\"%s\",\"u\":\"%s\",\"v\":%s,\"t\":%s}"
        .formatted(
            reading.metric(),
            reading.unit().equals("%") ? "/100" : reading.unit(),
            reading.value(),
            reading.effective().toEpochMilli() / 1e3);
  }

  /** An entry of a Bundle, with no more than an Observation must have. */
  private static String entry(DeviceReading reading) {
    return """
        {"resource":{"resourceType":"Observation","status":"final",\
        "code":{"coding":[{"system":"http://loinc.org","code":"%s"}]},\
        "effectiveDateTime":"%s","valueQuantity":{"value":%s,\
        "system":"http://unitsofmeasure.org","code":"%s"}},\
        "request":{"method":"POST","url":"Observation"}}"""
        .formatted(
            LOINC.get(reading.metric()),
            reading.effective().truncatedTo(ChronoUnit.MILLIS),
            reading.value(),
            reading.unit());
  }

  private static String name(int device) {
    return "bench-" + device;
  }
}
