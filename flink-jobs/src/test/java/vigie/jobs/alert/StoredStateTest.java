package vigie.jobs.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.PojoTestUtils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.Keyed128;
import vigie.alert.AlertCommand;
import vigie.alert.RuleCatalogue;
import vigie.device.DeviceStatus;
import vigie.engine.AlertCard;
import vigie.engine.AlertInput;
import vigie.engine.Decisions;
import vigie.engine.DeviceFacts;
import vigie.engine.DeviceNews;
import vigie.engine.EscalationPolicy;
import vigie.engine.FoldState;
import vigie.engine.GateMark;
import vigie.engine.InMemoryPatient;
import vigie.engine.PatientAlerts;
import vigie.engine.PatientKey;
import vigie.engine.Routing;
import vigie.engine.RuleBook;
import vigie.engine.Stage;
import vigie.engine.Tail;
import vigie.engine.ToldAlert;
import vigie.engine.WaitingCommand;
import vigie.engine.Watch;
import vigie.engine.sample.Basis;
import vigie.engine.sample.Sample;
import vigie.engine.sample.Series;
import vigie.engine.sample.SleepSession;
import vigie.reading.Category;

/** What lies in state is flat, small, and no generic type. */
class StoredStateTest {
  private static final int BUDGET_BYTES = 2048;
  private static final int SLOW_BUDGET_BYTES = 6 * 1024;

  private @Nullable Integer offsetMinutes;
  private final InMemoryPatient memory = new InMemoryPatient();
  private final Decisions decisions = new Decisions();
  private final PatientAlerts alerts =
      new PatientAlerts(new RuleBook(RuleCatalogue.defaults()), EscalationPolicy.standard());

  StoredStateTest() {
    alerts.onProfile(
        memory,
        OnePatient.profile(1, EnumSet.allOf(Category.class)),
        OnePatient.START.toEpochMilli(),
        decisions);
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        Watch.class,
        Watch.Acknowledgement.class,
        Watch.MediumTold.class,
        Tail.class,
        FoldState.class,
        Stage.class,
        AlertCard.class,
        ToldAlert.class,
        Routing.class,
        Routing.Mark.class,
        GateMark.class,
        Series.class,
        SleepSession.class,
        Basis.class,
        DeviceFacts.class,
        WaitingCommand.class,
        PatientKey.class
      })
  void isAPlainObjectForFlinkWithoutTheGenericFallback(Class<?> type) {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
  }

  @Test
  void aPatientsBusyCategoryFitsTheBudget() throws IOException {
    assertThat(afterReadings(100, Duration.ofSeconds(5)).length).isLessThan(BUDGET_BYTES);
  }

  @Test
  void aSlowCategoryFitsItsBudgetHoweverLongItLasts() throws IOException {
    assertThat(afterReadings(1000, Duration.ofMinutes(5)).length).isLessThan(SLOW_BUDGET_BYTES);
  }

  // Thirty days fill what is remembered of nights, days and times of day; twice, in base and head.
  // DISCUSSION.md says what was measured.
  @ParameterizedTest
  @CsvSource({"PT30S, 4500", "PT5M, 8500"})
  void aHeartRateScopeWithAFullMemoryFitsItsBudget(Duration interval, int budget)
      throws IOException {
    offsetMinutes = 60;
    Instant now = OnePatient.START;
    for (int i = 0; i < 30 * 24 * 12; i++) {
      takes("heart-rate", 60 + i % 17, now, interval);
      if (i % 288 == 0) {
        takes("hrv-rmssd", 40 + i % 7, now, interval);
        takes("steps", 0, now, interval);
      }
      now = now.plus(Duration.ofMinutes(5));
    }
    assertThat(bytes(heartRate()).length).isBetween(budget / 2, budget);
  }

  @Test
  void aDevicesWatchFitsTheBudgetHoweverOftenItReports() throws IOException {
    alerts.onDevice(
        memory, new DeviceNews.Bound("watch-1", 60), OnePatient.START.toEpochMilli(), decisions);
    Watch bound = Objects.requireNonNull(memory.watch("DEVICE/watch-1"));
    assertThat(bytes(bound).length).isLessThan(320);
    for (int i = 0; i < 300; i++) {
      long at = OnePatient.START.plus(Duration.ofMinutes(i)).toEpochMilli();
      alerts.onDevice(
          memory,
          new DeviceNews.Status("watch-1", DeviceStatus.State.ONLINE, 1 + i % 100, at, at),
          at,
          decisions);
    }
    assertThat(bytes(Objects.requireNonNull(memory.watch("DEVICE/watch-1"))).length)
        .isLessThan(BUDGET_BYTES);
  }

  private byte[] afterReadings(int count, Duration interval) throws IOException {
    for (int i = 0; i < count; i++) {
      takes("heart-rate", 60 + i % 30, OnePatient.START.plus(interval.multipliedBy(i)), interval);
    }
    return bytes(heartRate());
  }

  @Test
  void comesBackAsItWentIn() throws IOException {
    double[] values = {155, 155, 155, 155, 135, 135, 90, 90, 90};
    for (int i = 0; i < values.length; i++) {
      Instant at = OnePatient.START.plus(Duration.ofMinutes(i));
      takes("heart-rate", values[i], at, Duration.ofMinutes(1));
      if (i == 5) {
        acknowledges(at);
      }
    }
    Watch watch = heartRate();

    TypeInformation<Watch> type = TypeInformation.of(Watch.class);
    Watch back =
        type.createSerializer(new SerializerConfigImpl())
            .deserialize(new DataInputDeserializer(bytes(watch)));

    assertThat(back)
        .usingRecursiveComparison()
        .ignoringFieldsMatchingRegexes("near", ".*\\.decoded(From)?") // made anew, no state
        .isEqualTo(watch);
  }

  @Test
  void aReadingCrossesBetweenOperatorsUnchanged() throws IOException {
    AlertInput input = AlertInput.of(OnePatient.reading("spo2", 91.5, Instant.EPOCH));
    FlinkAlertInputSerializer serializer = new FlinkAlertInputSerializer();
    DataOutputSerializer out = new DataOutputSerializer(128);
    serializer.serialize(input, out);

    AlertInput back = serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));

    assertThat(back).usingRecursiveComparison().isEqualTo(input);
  }

  private void takes(String metric, double value, Instant at, Duration interval) {
    Sample sample =
        Sample.of(
            OnePatient.reading(OnePatient.PATIENT, metric, value, at, interval, offsetMinutes));
    alerts.onReading(memory, sample, at.toEpochMilli(), decisions);
  }

  private void acknowledges(Instant at) {
    AlertCommand command =
        new AlertCommand(
            Keyed128.of(at),
            OnePatient.PATIENT,
            decisions.transitions.get(0).alert(),
            AlertCommand.Kind.ACKNOWLEDGE,
            OnePatient.PHYSICIAN,
            at,
            "seen");
    assertThat(alerts.onCommand(memory, command, at.toEpochMilli(), decisions)).isTrue();
  }

  private Watch heartRate() {
    return Objects.requireNonNull(memory.watch(Category.HEART_RATE.name()));
  }

  private static byte[] bytes(Watch watch) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(4096);
    TypeInformation.of(Watch.class)
        .createSerializer(new SerializerConfigImpl())
        .serialize(watch, out);
    return out.getCopyOfBuffer();
  }
}
