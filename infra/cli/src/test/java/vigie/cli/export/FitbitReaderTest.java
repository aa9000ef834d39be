package vigie.cli.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.cli.device.DeviceReading;

class FitbitReaderTest {
  private static final String MINUTES =
      "Id,ActivityHour,"
          + IntStream.range(0, 60)
              .mapToObj("Steps%02d"::formatted)
              .collect(Collectors.joining(","));

  private final Path folder;

  FitbitReaderTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void anHourOfMinutesIsUploadedAtItsEnd() throws IOException {
    new ExportFolder(folder)
        .with("minuteStepsWide_merged.csv.gz", MINUTES, "5,7/4/2020 1:00:00 PM," + counts(59));

    List<DeviceReading> readings = readings("5");

    assertThat(readings).hasSize(60);
    DeviceReading last = readings.get(59);
    assertThat(last.value()).isEqualTo(59);
    assertThat(last.effective()).isEqualTo(Instant.parse("2020-07-04T13:59:00Z"));
    assertThat(readings)
        .allMatch(reading -> reading.sentAt().equals(Instant.parse("2020-07-04T14:00:00Z")));
  }

  @Test
  void anHourWithABrokenMinuteIsSkippedWhole() throws IOException {
    new ExportFolder(folder)
        .with(
            "minuteStepsWide_merged.csv",
            MINUTES,
            "5,7/4/2020 1:00:00 PM," + counts(58) + ",many",
            "5,7/4/2020 2:00:00 PM," + counts(59));

    Export export = new FitbitReader().read(folder, Set.of());

    assertThat(export.readingCount()).isEqualTo(60);
    assertThat(export.skippedCount()).isEqualTo(1);
  }

  @Test
  void heartRateDistanceNightsAndWeighingsAreRead() throws IOException {
    new ExportFolder(folder)
        .with("heartrate_seconds_merged.csv", "Id,Time,Value", "5,7/4/2020 12:00:05 AM,66")
        .with("dailyActivity_merged.csv", "Id,ActivityDate,TotalDistance", "5,7/4/2020,8.5")
        .with("sleepDay_merged.csv", "Id,SleepDay,TotalMinutesAsleep", "5,7/4/2020 12:00:00 AM,400")
        .with(
            "weightLogInfo_merged.csv",
            "Id,Date,WeightKg,Fat,BMI",
            "5,7/4/2020 11:59:59 PM,70.5,,23.1");

    assertThat(readings("5"))
        .extracting(DeviceReading::metric, DeviceReading::value, DeviceReading::unit)
        .containsExactlyInAnyOrder(
            tuple("heart-rate", 66.0, "bpm"),
            tuple("distance", 8.5, "km"),
            tuple("sleep-total", 400.0, "min"),
            tuple("body-weight", 70.5, "kg"),
            tuple("bmi", 23.1, "kg/m2"));
  }

  @Test
  void aFolderWithoutAnyOfItsFilesIsAClearError() {
    assertThatThrownBy(() -> new FitbitReader().read(folder, Set.of()))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("minuteStepsWide_merged.csv");
  }

  private List<DeviceReading> readings(String subject) {
    return new FitbitReader().read(folder, Set.of(subject)).subjects().get(0).readings();
  }

  private static String counts(int last) {
    return IntStream.rangeClosed(0, last)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(","));
  }
}
