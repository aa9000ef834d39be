package vigie.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
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
import vigie.cli.client.HttpSession;
import vigie.cli.export.Export;
import vigie.cli.export.ExportFormat;
import vigie.cli.export.ExportedSubject;
import vigie.cli.export.PatientLimitRow;
import vigie.cli.replay.Replay;
import vigie.cli.replay.ReplayOptions;
import vigie.cli.replay.ReplayResult;

/** Charts of four intensive-care stays, sent through a stack and looked for behind it. */
final class Charts {
  private static final Set<String> SUBJECTS = Set.of("10061", "10069", "10076", "10011");
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final StackUnderTest system;
  private final ReplayResult result;

  private Charts(StackUnderTest system, ReplayResult result) {
    this.system = system;
    this.result = result;
  }

  /** Publishes them and waits until all is acknowledged. */
  static Charts replayed(StackUnderTest system, double speed) throws InterruptedException {
    ExportFormat format = ExportFormat.of("mimic");
    Export export = format.reader().read(DataSets.folder("mimic-iii-demo"), SUBJECTS);
    Replay replay =
        new Replay(system.enrolment(), system.mqtt(), Clock.systemUTC(), System.out::println);
    return new Charts(system, replay.run(format, export, new ReplayOptions(speed, true)));
  }

  /** Each acknowledged reading is one row, or refused by the rules of plausibility. */
  StoredRows areStoredOnce() {
    assertThat(result.acknowledged()).isEqualTo(result.messages());
    StoredRows rows = new StoredRows(system, result);
    await().atMost(PATIENCE).pollInterval(LOOK).untilAsserted(rows::areThoseAcknowledged);
    return rows;
  }

  /** The alerts in the API are those of the sequential calculation on the stored rows. */
  void haveTheAlertsOfTheSequentialCalculation(StoredRows rows) throws SQLException {
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
      SequentialOracle oracle = new SequentialOracle(limits(subject));
      List<SequentialOracle.Alert> expected = oracle.alerts(rows.of(patient));
      assertThat(expected).as("subject %s has something to find", subject.id()).isNotEmpty();
      await()
          .atMost(PATIENCE)
          .pollInterval(LOOK)
          .untilAsserted(
              () ->
                  assertThat(raised(physician, patient, oracle.families()))
                      .as("alerts of subject %s", subject.id())
                      .containsExactlyElementsOf(expected));
    }
  }

  private static Map<String, Double> limits(ExportedSubject subject) {
    Map<String, Double> limits = new HashMap<>();
    for (PatientLimitRow row : subject.limits()) {
      limits.put(row.ruleId(), row.limit());
    }
    return limits;
  }

  private List<SequentialOracle.Alert> raised(
      HttpSession physician, UUID patient, Set<String> families) {
    List<SequentialOracle.Alert> alerts = new ArrayList<>();
    for (JsonNode alert : system.get(physician, "/patients/" + patient + "/alerts")) {
      // One that late readings took the ground from is told as never having been.
      if (families.contains(alert.get("family").asText())
          && !alert.get("cause").asText().equals("AMENDED")) {
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
