package vigie.cli.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.cli.device.DeviceReading;
import vigie.reading.Context;

class T1dUomReaderTest {
  private final Path folder;

  T1dUomReaderTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void everyKindOfFile() throws IOException {
    new ExportFolder(folder)
        .with("glucose/UoMGlucose11.csv.gz", "bg_ts,value", "05/07/2024 00:10,6.1", "no,6")
        .with(
            "activity/UoMActivity11.csv",
            "activity_ts,activity_type,active_Kcal,step_count,distance_m,duration_s,start_time_s,"
                + "start_time_offset_s",
            "05/07/2024 10:00,WALKING,12,300,210.5,900,1720170000,3600",
            "05/07/2024 10:00,GENERIC,12,300,210.5,900,1720170000,3600")
        .with(
            "sleep/UoMsleep11.csv",
            "sleep_ts,heart_rate,sleep_level",
            "05/07/2024 01:00,55,1",
            "05/07/2024 12:00,80,0",
            "05/07/2024 12:05,0,0")
        .with(
            "sleep/UoM11sleeptime.csv",
            "calendar_date,duration_in_sec,start_date_ts,start_time_offset_s,deep_sleep_s,"
                + "light_sleep_s,rem_sleep_s,",
            "05/07/2024,20000,04/07/2024 22:00,3600,4000,12000,3000,")
        .with(
            "nutrition/UoMNutrition11.csv",
            "\uFEFFmeal_ts,carbs_g,prot_g,fat_g,fibre_g",
            "05/07/2024 13:00,60,,10,",
            "05/07/2024 19:00,,,,");
  }

  @Test
  void datesAreDayFirstAndLocalTimeOfTheUnitedKingdom() {
    assertThat(of("glucose-cgm"))
        .extracting(DeviceReading::value, DeviceReading::unit, DeviceReading::effective)
        .containsExactly(tuple(6.1, "mmol/L", Instant.parse("2024-07-04T23:10:00Z")));
  }

  @Test
  void rowsOfOneEpochStayApartThoughTheirValuesAreEqual() {
    assertThat(of("steps")).hasSize(2);
    assertThat(of("steps")).extracting(DeviceReading::sequence).doesNotHaveDuplicates();
    assertThat(of("distance").get(0).end()).isEqualTo(Instant.ofEpochSecond(1720170900));
    assertThat(of("distance").get(0).zone()).isEqualTo("+01:00");
  }

  @Test
  void aHeartRateOfZeroIsNoReadingAndSleepIsItsContext() {
    assertThat(of("heart-rate"))
        .extracting(DeviceReading::value, DeviceReading::context)
        .containsExactly(tuple(55.0, Context.SLEEP), tuple(80.0, Context.UNKNOWN));
  }

  @Test
  void aNightIsOneIntervalWhoseBeginIsGivenInUtc() {
    DeviceReading total = of("sleep-total").get(0);
    assertThat(total.value()).isEqualTo(19_000);
    assertThat(total.unit()).isEqualTo("s");
    assertThat(total.effective()).isEqualTo(Instant.parse("2024-07-04T22:00:00Z"));
    assertThat(total.sentAt()).isEqualTo(Instant.parse("2024-07-05T03:33:20Z"));
  }

  @Test
  void aMealHasWhatWasWrittenDownAndAByteOrderMarkDoesNoHarm() {
    assertThat(of("diet-carbs")).extracting(DeviceReading::value).containsExactly(60.0);
    assertThat(of("diet-protein")).isEmpty();
    assertThat(of("diet-fat")).extracting(DeviceReading::value).containsExactly(10.0);
  }

  @Test
  void everyRowIsAccountedFor() {
    Export export = new T1dUomReader().read(folder, Set.of());
    assertThat(export.rowsRead()).isEqualTo(10);
    assertThat(export.skippedCount()).isEqualTo(1);
    assertThat(export.ignoredCount()).isEqualTo(2);
  }

  private List<DeviceReading> of(String metric) {
    return new T1dUomReader()
        .read(folder, Set.of("11")).subjects().get(0).readings().stream()
            .filter(reading -> reading.metric().equals(metric))
            .toList();
  }
}
