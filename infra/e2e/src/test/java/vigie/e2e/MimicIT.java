package vigie.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.cli.client.HttpSession;
import vigie.cli.export.Export;
import vigie.cli.export.ExportFormat;
import vigie.cli.export.ExportedSubject;
import vigie.cli.export.PatientLimitRow;
import vigie.cli.replay.Replay;
import vigie.cli.replay.ReplayOptions;
import vigie.cli.replay.ReplayResult;

/**
 * Real intensive-care charts go in at the broker; alerts and rows come out as a slow and separate
 * calculation says.
 */
class MimicIT {
  private static final Set<String> SUBJECTS = Set.of("10061", "10069", "10076", "10011");
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration LOOK = Duration.ofSeconds(1);

  @Test
  @Tag("C-55")
  @Tag("C-56")
  void alertsAndRowsEqualTheSequentialCalculation(@TempDir Path folder) throws Exception {
    try (StackUnderTest system = new StackUnderTest(folder)) {
      check(system, replay(system));
    }
  }

  private static ReplayResult replay(StackUnderTest system) throws InterruptedException {
    ExportFormat format = ExportFormat.of("mimic");
    Export export = format.reader().read(DataSets.folder("mimic-iii-demo"), SUBJECTS);
    Replay replay =
        new Replay(system.enrolment(), system.mqtt(), Clock.systemUTC(), System.out::println);
    return replay.run(format, export, new ReplayOptions(Double.POSITIVE_INFINITY, true));
  }

  private static void check(StackUnderTest system, ReplayResult result) throws SQLException {
    assertThat(result.acknowledged()).isEqualTo(result.messages());
    StoredRows rows = new StoredRows(system, result);
    await().atMost(PATIENCE).pollInterval(LOOK).untilAsserted(rows::areThoseAcknowledged);

    HttpSession physician =
        system
            .enrolment()
            .session(
                system
                    .enrolment()
                    .person(
                        "mimic-physician", "PHYSICIAN", "Physician", "mimic", null, null, null));
    for (ExportedSubject subject : result.export().subjects()) {
      UUID patient = Objects.requireNonNull(result.patients().get(subject.id()));
      List<SequentialOracle.Alert> expected =
          new SequentialOracle(limits(subject)).alerts(rows.of(patient));
      assertThat(expected).as("subject %s has something to find", subject.id()).isNotEmpty();
      await()
          .atMost(PATIENCE)
          .pollInterval(LOOK)
          .untilAsserted(
              () ->
                  assertThat(raised(system, physician, patient))
                      .as("alerts of subject %s", subject.id())
                      .containsExactlyElementsOf(expected));
    }
    rows.haveRollupsEqualToTheirRecomputation();
  }

  private static Map<String, Double> limits(ExportedSubject subject) {
    Map<String, Double> limits = new HashMap<>();
    for (PatientLimitRow row : subject.limits()) {
      limits.put(row.ruleId(), row.limit());
    }
    return limits;
  }

  private static List<SequentialOracle.Alert> raised(
      StackUnderTest system, HttpSession physician, UUID patient) {
    List<SequentialOracle.Alert> alerts = new ArrayList<>();
    for (JsonNode alert : system.get(physician, "/patients/" + patient + "/alerts")) {
      if (!alert.get("cause").asText().equals("AMENDED")) {
        alerts.add(
            new SequentialOracle.Alert(
                alert.get("family").asText(),
                Instant.parse(alert.get("onset").asText()),
                alert.get("phase").asText(),
                alert.get("peakSeverity").asText(),
                alert.get("retrospective").asBoolean()));
      }
    }
    alerts.sort(
        Comparator.comparing(SequentialOracle.Alert::onset)
            .thenComparing(SequentialOracle.Alert::family));
    return alerts;
  }
}
