package vigie.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vigie.cli.device.AcknowledgedPublishing;
import vigie.cli.device.BoundDevice;
import vigie.cli.device.MqttFleet;
import vigie.cli.enrol.EnrolledPatient;
import vigie.reading.Category;
import vigie.reading.RejectedReading;

/** A hundred thousand readings in every format, one in twenty at fault. */
@ExtendWith(SharedStack.class)
class FaultyReadingsIT {
  private static final Path FILES = Path.of("../../intake/src/test/resources/payloads");
  private static final int MESSAGES = 5_000;
  private static final int IN_A_MESSAGE = 19;
  private static final int EACH_FAULT = 250;

  /** Above every fault's number, so that all numbers have as many digits. */
  private static final int HIGHER = 1 << 13;

  private static final int IN_FLIGHT = 50;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** One bad reading or one bad message each; the reason is the beginning of the file's name. */
  private static final List<String> FAULTS =
      List.of(
          "json/BAD_VALUE-null",
          "json/BAD_VALUE-text",
          "json/BAD_VALUE-no-such-code",
          "json/BAD_VALUE-interval-ends-before-it-begins",
          "json/IMPLAUSIBLE-fahrenheit-as-celsius",
          "json/IMPLAUSIBLE-saturation-as-fraction",
          "json/MALFORMED-cut-off",
          "json/SENSOR_INVALID-heart-rate-zero",
          "json/UNKNOWN_METRIC-no-such-name",
          "json/TOO_LARGE-nested-too-deep",
          "senml/MALFORMED-must-understand",
          "senml/MALFORMED-empty-pack",
          "senml/BAD_VALUE-data",
          "omh/MALFORMED-no-header",
          "omh/STATISTIC-maximum-of-a-day",
          "omh/UNKNOWN_METRIC-no-such-schema",
          "hae/UNKNOWN_UNIT-weight-in-slugs",
          "hae/BAD_VALUE-no-date",
          "hae/MALFORMED-no-data",
          "gateway/UNBOUND_DEVICE-nobody-knows-it");

  /** A good message of a device: so many heart rates, a second apart. */
  private interface Format {
    String message(String device, Instant begin);
  }

  private static final Map<String, Format> FORMATS = formats();

  @Test
  @Tag("C-54")
  @Tag("C-55")
  void eachIsStoredOnceOrStandsInTheDeadLetterWithItsReason(StackUnderTest system)
      throws Exception {
    EnrolledPatient patient = enrol(system);
    Map<String, Double> before = gatewayCounts(system);
    Instant begin = Instant.now().minus(Duration.ofHours(30));

    try (MqttFleet fleet = new MqttFleet(system.mqtt())) {
      fleet.connect(patient.secrets(), connected -> {});
      List<String> formats = List.copyOf(FORMATS.keySet());
      int faults = FAULTS.size() * EACH_FAULT;
      Map<String, AcknowledgedPublishing> ways = new HashMap<>();
      for (int i = 0; i < Math.max(MESSAGES, faults); i++) {
        if (i < MESSAGES) {
          String format = formats.get(i % formats.size());
          String device = "faulty-" + format;
          Instant at = begin.plusSeconds((long) i * IN_A_MESSAGE);
          String message = Objects.requireNonNull(FORMATS.get(format)).message(device, at);
          way(ways, fleet, format).publish(device, message.getBytes(StandardCharsets.UTF_8));
        }
        if (i < faults) {
          String fault = FAULTS.get(i % FAULTS.size());
          String format = fault.substring(0, fault.indexOf('/'));
          way(ways, fleet, format).publish("faulty-" + i % FAULTS.size(), file(fault, i));
        }
      }
      for (AcknowledgedPublishing way : ways.values()) {
        way.awaitAll();
      }
    }

    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> assertThat(rows(system, patient)).isEqualTo(MESSAGES * IN_A_MESSAGE));
    assertEachFaultHasItsOwnReason(system);
    Map<String, Double> after = gatewayCounts(system);
    // A Kafka that is slow under the load of other work lets the broker send some messages again.
    double received = grown(before, after, "received");
    assertThat(received).isGreaterThanOrEqualTo(100_000);
    assertThat(
            grown(before, after, "accepted")
                + grown(before, after, "rejected")
                + grown(before, after, "failed"))
        .isEqualTo(received);
  }

  private static void assertEachFaultHasItsOwnReason(StackUnderTest system) {
    Map<String, List<RejectedReading>> byDevice =
        KafkaRejections.byDevice(
            system.stack().addresses().kafka(), system.stack().settings().patientKeysFile());
    Set<String> explanations = new HashSet<>();
    for (int i = 0; i < FAULTS.size(); i++) {
      String fault = FAULTS.get(i);
      Collection<RejectedReading> rejected = byDevice.getOrDefault("faulty-" + i, List.of());
      assertEachIsThere(fault, rejected);
      String reason = fault.substring(fault.indexOf('/') + 1, fault.indexOf('-'));
      Set<String> said = new HashSet<>();
      for (RejectedReading one : rejected) {
        assertThat(one.reason().name()).as(fault).isEqualTo(reason);
        said.add(one.reason() + " " + one.detail() + " at " + one.path());
      }
      assertThat(said).as(fault).hasSize(1);
      explanations.addAll(said);
    }
    assertThat(explanations).hasSize(FAULTS.size());
  }

  private static void assertEachIsThere(String fault, Collection<RejectedReading> rejected) {
    if (rejected.stream().allMatch(one -> one.payload().length == 0)) {
      // Bytes that may be another person's are not kept, so nothing tells one sent twice.
      assertThat(rejected).as(fault).hasSizeGreaterThanOrEqualTo(EACH_FAULT);
    } else {
      assertThat(rejected.stream().map(one -> ByteBuffer.wrap(one.payload())).distinct())
          .as(fault)
          .hasSize(EACH_FAULT);
    }
  }

  private static AcknowledgedPublishing way(
      Map<String, AcknowledgedPublishing> ways, MqttFleet fleet, String format) {
    return ways.computeIfAbsent(
        format,
        word ->
            new AcknowledgedPublishing(
                IN_FLIGHT,
                PATIENCE,
                device -> payload -> fleet.device(device).publish(word, payload)));
  }

  /** The payload with its number in white space, so that each can be told from its like. */
  private static byte[] file(String fault, int number) throws IOException {
    String payload =
        Files.readString(FILES.resolve(fault.replace("/", "/v1/shouldFail/") + ".json"));
    String bits = Integer.toBinaryString(HIGHER | number);
    String blanks = bits.replace('0', ' ').replace('1', '\t');
    return (payload + blanks).getBytes(StandardCharsets.UTF_8);
  }

  private static EnrolledPatient enrol(StackUnderTest system) {
    List<BoundDevice> devices = new ArrayList<>();
    for (String format : FORMATS.keySet()) {
      devices.add(new BoundDevice(format, "watch", Duration.ofSeconds(1)));
    }
    for (int i = 0; i < FAULTS.size(); i++) {
      devices.add(new BoundDevice(Integer.toString(i), "gateway", Duration.ofSeconds(1)));
    }
    return system.patient("faulty", EnumSet.allOf(Category.class), devices);
  }

  private static long rows(StackUnderTest system, EnrolledPatient patient) throws SQLException {
    try (Connection connection = system.database();
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT count(*) FROM reading WHERE patient_id = ? AND metric = 1")) {
      statement.setObject(1, patient.person().id());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private static Map<String, Double> gatewayCounts(StackUnderTest system) throws Exception {
    return GatewayCounts.of(system.stack().addresses().gateway());
  }

  private static double grown(Map<String, Double> before, Map<String, Double> after, String what) {
    return after.getOrDefault(what, 0.0) - before.getOrDefault(what, 0.0);
  }

  private static Map<String, Format> formats() {
    Map<String, Format> formats = new LinkedHashMap<>();
    formats.put(
        "json",
        (device, begin) ->
            joined(
                "[", "]", begin, at -> "{'ts':" + at.toEpochMilli() + ",'hr':" + rate(at) + "}"));
    formats.put(
        "gateway",
        (device, begin) ->
            joined(
                "{'" + device + "':[",
                "]}",
                begin,
                at -> "{'ts':" + at.toEpochMilli() + ",'values':{'pulse':" + rate(at) + "}}"));
    formats.put(
        "senml",
        (device, begin) ->
            joined(
                "[",
                "]",
                begin,
                at ->
                    "{'n':'hr','u':'beat/min','t':"
                        + at.getEpochSecond()
                        + ",'v':"
                        + rate(at)
                        + "}"));
    formats.put(
        "omh",
        (device, begin) ->
            joined(
                "[",
                "]",
                begin,
                at ->
                    "{'header':{'id':'"
                        + at.getEpochSecond()
                        + "','creation_date_time':'"
                        + at
                        + "','schema_id':{'namespace':'omh','name':'heart-rate','version':'2.0'},"
                        + "'acquisition_provenance':{'source_name':'W','modality':'sensed'}},"
                        + "'body':{'heart_rate':{'value':"
                        + rate(at)
                        + ",'unit':'beats/min'},'effective_time_frame':{'date_time':'"
                        + at
                        + "'}}}"));
    formats.put(
        "hae",
        (device, begin) ->
            joined(
                "{'data':{'metrics':[{'name':'heart_rate','units':'count/min','data':[",
                "]}]}}",
                begin,
                at ->
                    "{'date':'"
                        + at.toString().replace('T', ' ').replace("Z", " +0000")
                        + "','Min':%1$d,'Avg':%1$d,'Max':%1$d}".formatted(rate(at))));
    return formats;
  }

  private interface One {
    String at(Instant time);
  }

  private static String joined(String open, String close, Instant begin, One one) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < IN_A_MESSAGE; i++) {
      all.add(one.at(Instant.ofEpochSecond(begin.getEpochSecond() + i)));
    }
    return (open + String.join(",", all) + close).replace('\'', '"');
  }

  private static int rate(Instant at) {
    return 60 + (int) (at.getEpochSecond() % 15);
  }
}
