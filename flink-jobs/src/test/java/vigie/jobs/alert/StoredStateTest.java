package vigie.jobs.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.jobs.sample.Basis;
import vigie.jobs.sample.Series;
import vigie.reading.Category;

/** What lies in state is flat, small, and no generic type. */
class StoredStateTest {
  private static final int BUDGET_BYTES = 2048;
  private static final int SLOW_BUDGET_BYTES = 6 * 1024;

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
        Basis.class,
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
    PatientUnderTest patient = PatientUnderTest.known();
    patient.offsetMinutes = 60;
    patient.interval = interval;
    for (int i = 0; i < 30 * 24 * 12; i++) {
      patient.reads("heart-rate", 60 + i % 17);
      if (i % 288 == 0) {
        patient.reads("hrv-rmssd", 40 + i % 7);
        patient.reads("steps", 0);
      }
      patient.pass(Duration.ofMinutes(5));
    }
    assertThat(bytes(watch(patient, Category.HEART_RATE)).length).isBetween(budget / 2, budget);
  }

  private static byte[] afterReadings(int count, Duration interval) throws IOException {
    PatientUnderTest patient = PatientUnderTest.known();
    patient.interval = interval;
    for (int i = 0; i < count; i++) {
      patient.reads("heart-rate", 60 + i % 30);
      patient.pass(interval);
    }
    return bytes(watch(patient, Category.HEART_RATE));
  }

  @Test
  void comesBackAsItWentIn() throws IOException {
    PatientUnderTest patient = PatientUnderTest.known();
    patient.readsEvery(Duration.ofMinutes(1), "heart-rate", 155, 155, 155, 155, 135, 135);
    patient.acknowledges(patient.last().alert());
    patient.readsEvery(Duration.ofMinutes(1), "heart-rate", 90, 90, 90);
    Watch watch = watch(patient, Category.HEART_RATE);

    TypeInformation<Watch> type = TypeInformation.of(Watch.class);
    Watch back =
        type.createSerializer(new SerializerConfigImpl())
            .deserialize(new DataInputDeserializer(bytes(watch)));

    assertThat(back).usingRecursiveComparison().isEqualTo(watch);
  }

  @Test
  void aReadingCrossesBetweenOperatorsUnchanged() throws IOException {
    PatientUnderTest patient = new PatientUnderTest();
    AlertInput input = AlertInput.of(patient.reading("spo2", 91.5, Instant.EPOCH));
    FlinkAlertInputSerializer serializer = new FlinkAlertInputSerializer();
    DataOutputSerializer out = new DataOutputSerializer(128);
    serializer.serialize(input, out);

    AlertInput back = serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));

    assertThat(back).usingRecursiveComparison().isEqualTo(input);
  }

  private static Watch watch(PatientUnderTest patient, Category category) {
    return Objects.requireNonNull(patient.memory.watch(category.name()));
  }

  private static byte[] bytes(Watch watch) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(4096);
    TypeInformation.of(Watch.class)
        .createSerializer(new SerializerConfigImpl())
        .serialize(watch, out);
    return out.getCopyOfBuffer();
  }
}
