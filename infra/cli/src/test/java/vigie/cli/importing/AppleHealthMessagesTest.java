package vigie.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.cli.export.ExportException;

/** Apple Health's export. */
class AppleHealthMessagesTest {
  private final Path file;

  AppleHealthMessagesTest(@TempDir Path folder) {
    this.file = folder.resolve("export.xml");
  }

  @ParameterizedTest(name = "{0} {2} {1} is {3} of {4} {5}")
  @CsvSource({
    "QuantityTypeIdentifierHeartRate,        count/min, 61,   heart-rate,       61,   count/min",
    "QuantityTypeIdentifierOxygenSaturation, %,         0.96, spo2,             96,   %",
    "QuantityTypeIdentifierOxygenSaturation, %,         1,    spo2,             100,  %",
    "QuantityTypeIdentifierOxygenSaturation, %,         96,   spo2,             96,   %",
    "QuantityTypeIdentifierBodyFatPercentage, %,        0.21, body-fat,         21,   %",
    "QuantityTypeIdentifierBodyTemperature,  degF,      98.6, body-temperature, 98.6, degF",
    "QuantityTypeIdentifierBloodGlucose, mmol<180.1558800000541>/L, 5.4, glucose, 5.4, mmol/L",
    "QuantityTypeIdentifierBodyMass,         st,        11,   body-weight,      11,   stone",
  })
  @Tag("C-59")
  void aRecordBecomesTheMetricInAUnitThatIsKnown(
      String type, String unit, String sent, String metric, double value, String known)
      throws IOException {
    ImportedFile read = read(record("HK" + type, unit, sent));

    JsonNode values = read.payload(0).get("values");
    assertThat(values.get(metric).get("value").asDouble()).isEqualTo(value);
    assertThat(values.get(metric).get("unit").asText()).isEqualTo(known);
    assertThat(read.payload(0).get("ts").asLong())
        .isEqualTo(Instant.parse("2026-03-02T06:40:00Z").toEpochMilli());
    assertThat(read.payload(0).get("zone").asText()).isEqualTo("+01:00");
    assertThat(read.payload(0).has("endTs")).isFalse();
  }

  @Test
  void whatAddsUpKeepsItsInterval() throws IOException {
    ImportedFile read = read(record("HKQuantityTypeIdentifierStepCount", "count", "812"));

    assertThat(read.payload(0).get("endTs").asLong() - read.payload(0).get("ts").asLong())
        .isEqualTo(600_000);
  }

  @ParameterizedTest(name = "{0} is stage {1}")
  @CsvSource({
    "InBed, 0",
    "Asleep, 1",
    "AsleepUnspecified, 1",
    "Awake, 2",
    "AsleepREM, 3",
    "AsleepCore, 4",
    "AsleepDeep, 5"
  })
  void aStageOfSleepIsItsCode(String stage, int code) throws IOException {
    ImportedFile read =
        read(
            record(
                "HKCategoryTypeIdentifierSleepAnalysis",
                "",
                "HKCategoryValueSleepAnalysis" + stage));

    assertThat(read.payload(0).at("/values/sleep-stage/value").asInt()).isEqualTo(code);
  }

  @Test
  void aBloodPressureIsTakenOnceThoughItStandsThereTwice() throws IOException {
    String both =
        record("HKQuantityTypeIdentifierBloodPressureSystolic", "mmHg", "128")
            + record("HKQuantityTypeIdentifierBloodPressureDiastolic", "mmHg", "81");

    ImportedFile read =
        read(
            both
                + "<Correlation type=\"HKCorrelationTypeIdentifierBloodPressure\">"
                + both
                + "</Correlation>");

    assertThat(read.payload(0).get("values")).hasSize(2);
    assertThat(read.tally().usedCount()).isEqualTo(2);
    assertThat(read.tally().ignoredCount()).isEqualTo(2);
  }

  @Test
  @Tag("C-04")
  void aBloodPressureIsWholeThoughItsHalvesStandFarApart() throws IOException {
    String systolic =
        record("HKQuantityTypeIdentifierBloodPressureSystolic", "mmHg", "128")
            + later(record("HKQuantityTypeIdentifierBloodPressureSystolic", "mmHg", "141"));
    String between =
        record("HKQuantityTypeIdentifierHeartRate", "count/min", "61")
            .repeat(ReadingBatches.READINGS_MAX - 1);
    String diastolic =
        later(record("HKQuantityTypeIdentifierBloodPressureDiastolic", "mmHg", "92"))
            + record("HKQuantityTypeIdentifierBloodPressureDiastolic", "mmHg", "81");

    ImportedFile read = read(systolic + between + diastolic);

    assertThat(read.payload(1)).hasSize(2);
    assertThat(pressures(read.payload(1).get(0))).isEqualTo("128/81");
    assertThat(pressures(read.payload(1).get(1))).isEqualTo("141/92");
  }

  @Test
  void whatIsBrokenIsSkippedAndWhatIsNotOursIsIgnored() throws IOException {
    ImportedFile read =
        read(
            record("HKQuantityTypeIdentifierHeartRate", "count/min", "many")
                + record("HKQuantityTypeIdentifierHeadphoneAudioExposure", "dB", "60")
                + record("HKQuantityTypeIdentifierHeartRate", "count/min", "61"));

    assertThat(read.messages()).hasSize(1);
    assertThat(read.tally().read()).isEqualTo(3);
    assertThat(read.tally().skippedExamples().get(0)).contains("heart-rate").doesNotContain("many");
    assertThat(read.tally().ignoredCount()).isEqualTo(1);
  }

  @Test
  void manyRecordsAreSeveralMessages() throws IOException {
    StringBuilder records = new StringBuilder();
    for (int i = 0; i <= ReadingBatches.READINGS_MAX; i++) {
      records.append(record("HKQuantityTypeIdentifierHeartRate", "count/min", "" + (50 + i % 50)));
    }

    assertThat(read(records.toString()).messages()).hasSize(2);
  }

  @Test
  void aFileThatNamesAnotherFileIsNotFollowed(@TempDir Path folder) throws IOException {
    Path other = Files.writeString(folder.resolve("other.txt"), "61");
    Files.writeString(
        file,
        "<!DOCTYPE HealthData [<!ENTITY other SYSTEM \""
            + other.toUri()
            + "\">]><HealthData><Me>&other;</Me></HealthData>");

    MessageSource source = new AppleHealthMessages(file);

    assertThatThrownBy(() -> ImportedFile.read(source)).isInstanceOf(ExportException.class);
  }

  private static String later(String record) {
    return record.replace("07:40:00", "07:45:00");
  }

  private static String pressures(JsonNode object) {
    return object.at("/values/bp-systolic/value").asInt()
        + "/"
        + object.at("/values/bp-diastolic/value").asInt();
  }

  private ImportedFile read(String records) throws IOException {
    Files.writeString(
        file,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + "<!DOCTYPE HealthData [\n<!ELEMENT HealthData (Record*)>\n]>\n"
            + "<HealthData locale=\"fr_FR\">"
            + records
            + "</HealthData>");
    return ImportedFile.read(new AppleHealthMessages(file));
  }

  private static String record(String type, String unit, String value) {
    return "<Record type=\"%s\" unit=\"%s\" value=\"%s\" "
            .formatted(type, unit.replace("<", "&lt;"), value)
        + "startDate=\"2026-03-02 07:40:00 +0100\" endDate=\"2026-03-02 07:50:00 +0100\"/>\n";
  }
}
