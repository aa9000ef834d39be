package vigie.jobs.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vigie.alert.AlertTransition;
import vigie.alert.Cause;
import vigie.alert.Rule;
import vigie.alert.RuleReader;
import vigie.device.DeviceBinding;
import vigie.device.DeviceStatus;
import vigie.device.FormerBinding;
import vigie.engine.AlertInput;
import vigie.engine.DeviceNews;
import vigie.engine.PatientKey;
import vigie.reading.Category;

/** What is new of devices in the shell: the way between operators, timers and state entries. */
class DeviceAlertsTest {
  private static final Instant START = OnePatient.START;
  private final AlertHarness harness = new AlertHarness();

  DeviceAlertsTest() throws Exception {
    harness.at(START);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void aLowBatteryIsToldAndARevokedDeviceLeavesNothingOfIt() throws Exception {
    harness.process(AlertInput.of(OnePatient.profile(1, EnumSet.allOf(Category.class))));
    harness.process(DeviceNews.of(OnePatient.binding(true)));
    harness.process(DeviceNews.of(OnePatient.battery(4, START)));

    assertThat(harness.alerts()).extracting(AlertTransition::ruleId).containsExactly("TK-3c");
    assertThat(harness.notifications()).hasSize(1);
    assertThat(harness.timers()).isEqualTo(1);

    harness.process(DeviceNews.of(OnePatient.binding(false)));

    assertThat(harness.alerts())
        .extracting(AlertTransition::cause)
        .containsExactly(Cause.CONFIRMED, Cause.DEVICE_UNBOUND);
    assertThat(harness.timers()).isZero();
    // The profile.
    assertThat(harness.stateEntries()).isEqualTo(1);
  }

  @Test
  void aDeviceOfNobodyKnownIsForgottenAfterAWhile() throws Exception {
    harness.process(DeviceNews.of(OnePatient.binding(true)));
    assertThat(harness.timers()).isEqualTo(1);

    harness.at(START.plus(Duration.ofHours(2)));

    assertThat(harness.timers()).isZero();
    assertThat(harness.stateEntries()).isZero();
  }

  @Test
  void howeverManyReadingsThereIsOneTimerForTheirSilence() throws Exception {
    harness.process(AlertInput.of(OnePatient.profile(1, EnumSet.allOf(Category.class))));
    harness.process(DeviceNews.of(OnePatient.binding(true)));
    assertThat(harness.timers()).isZero();
    harness.process(AlertInput.of(OnePatient.reading("heart-rate", 70, START)));
    int entries = harness.stateEntries();
    for (int minute = 1; minute < 30; minute++) {
      Instant now = START.plus(Duration.ofMinutes(minute));
      harness.at(now);
      harness.process(AlertInput.of(OnePatient.reading("heart-rate", 70 + minute % 3, now)));
      assertThat(harness.timers()).isEqualTo(1);
    }
    assertThat(harness.alerts()).isEmpty();
    assertThat(harness.stateEntries()).isEqualTo(entries);

    harness.at(START.plus(Duration.ofMinutes(39)));

    assertThat(harness.alerts()).extracting(AlertTransition::ruleId).containsExactly("TK-1a");
    // The patient was told once, and nothing is left to look for.
    assertThat(harness.notifications()).hasSize(1);
    assertThat(harness.timers()).isZero();
  }

  @Test
  void aRestoredOperatorNoticesSilenceOnlyWhenItHadTimeToReadWhatWasSent() throws Exception {
    harness.process(AlertInput.of(OnePatient.profile(1, EnumSet.allOf(Category.class))));
    harness.process(DeviceNews.of(OnePatient.binding(true)));
    harness.process(AlertInput.of(OnePatient.reading("heart-rate", 70, START)));
    Instant up = START.plus(Duration.ofHours(1));

    harness.restoredAt(up);

    assertThat(harness.alerts()).isEmpty();
    harness.at(up.plus(Duration.ofMinutes(10)));
    assertThat(harness.alerts())
        .extracting(AlertTransition::ruleId, AlertTransition::onset)
        .containsExactly(tuple("TK-1a", START.plus(Duration.ofMinutes(10))));
  }

  @Test
  void whatWasMissingWhenTheOperatorFailedIsToldOnceByTheRestoredOne() throws Exception {
    harness.process(AlertInput.of(OnePatient.profile(1, EnumSet.allOf(Category.class))));
    harness.process(DeviceNews.of(OnePatient.binding(true)));
    harness.process(missing());
    harness.process(AlertInput.of(OnePatient.reading("glucose", 110, START)));
    Instant limit = START.plus(Duration.ofMinutes(45));
    harness.restoredAt(limit);
    // Nobody is sure of it until what was sent meanwhile is read.
    harness.at(limit.plus(Duration.ofMinutes(9)));
    assertThat(of("GM-1")).isEmpty();
    harness.at(limit.plus(Duration.ofMinutes(10)));
    assertThat(of("GM-1"))
        .extracting(AlertTransition::cause, AlertTransition::onset, AlertTransition::ruleVersion)
        .containsExactly(tuple(Cause.CONFIRMED, limit, 4));

    Instant later = limit.plus(Duration.ofHours(1));
    harness.restoredAt(later);
    harness.at(later.plus(Duration.ofMinutes(30)));
    assertThat(of("GM-1")).isEmpty();
    harness.process(
        AlertInput.of(OnePatient.reading("glucose", 112, later.plus(Duration.ofMinutes(30)))));
    assertThat(of("GM-1")).extracting(AlertTransition::cause).containsExactly(Cause.CLEARED);
  }

  private List<AlertTransition> of(String rule) {
    return harness.alerts().stream().filter(one -> one.ruleId().equals(rule)).toList();
  }

  private static Rule missing() {
    return RuleReader.read(
            """
            [{"id": "GM-1", "version": 4, "family": "glucose-missing", "metric": "glucose",
              "missingFor": "PT45M", "severity": "ADVISORY", "audience": "PATIENT_ONLY",
              "reason": "a test's", "source": "test"}]
            """,
            "a clinician",
            START)
        .get(0);
  }

  @Test
  void aChangeOfHandsReachesWhoeverHadTheDevice() {
    DeviceBinding binding =
        OnePatient.binding(true)
            .following(
                START,
                List.of(
                    new FormerBinding(OnePatient.OTHER, START, START),
                    new FormerBinding(OnePatient.PATIENT, START, START),
                    new FormerBinding(OnePatient.OTHER, START, START)));

    assertThat(DeviceNews.of(binding))
        .containsExactly(
            AlertInput.of(OnePatient.OTHER, new DeviceNews.Unbound("watch-1")),
            AlertInput.of(OnePatient.PATIENT, new DeviceNews.Bound("watch-1", 60)));
  }

  static Stream<DeviceNews> news() {
    List<DeviceNews> all = new ArrayList<>();
    all.add(new DeviceNews.Bound("watch-1", 300));
    all.add(new DeviceNews.Unbound("watch-1"));
    all.add(new DeviceNews.Refused("watch-1", true, 5));
    for (DeviceStatus.State state : DeviceStatus.State.values()) {
      all.add(new DeviceNews.Status("watch-1", state, 100, 5, 7));
      all.add(new DeviceNews.Status("watch-1", state, null, 5, 7));
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("news")
  void crossesBetweenOperatorsUnchanged(DeviceNews news) throws IOException {
    AlertInput input = AlertInput.of(new PatientKey(1, 2), news);
    FlinkAlertInputSerializer serializer = new FlinkAlertInputSerializer();
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(input, out);

    assertThat(serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer())))
        .isEqualTo(input);
  }
}
