package vigie.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.cli.export.ExportException;

/** Google Fit's takeout. */
class JsonGoogleFitMessagesTest {
  private final Path file;

  JsonGoogleFitMessagesTest(@TempDir Path folder) {
    this.file = folder.resolve("derived_points.json");
  }

  @Test
  @Tag("C-59")
  void aPressureIsOneObjectWithBothValues() throws IOException {
    ImportedFile read =
        read(
            point(
                "com.google.blood_pressure",
                "{\"value\":{\"fpVal\":128}},{\"value\":{\"fpVal\":81}},{\"value\":{\"intVal\":1}}"));

    assertThat(read.payload(0).at("/values/bp-systolic/value").asInt()).isEqualTo(128);
    assertThat(read.payload(0).at("/values/bp-diastolic/value").asInt()).isEqualTo(81);
    assertThat(read.payload(0).get("values")).hasSize(2);
  }

  @Test
  void stepsKeepTheirInterval() throws IOException {
    ImportedFile read = read(point("com.google.step_count.delta", "{\"value\":{\"intVal\":12}}"));

    assertThat(read.payload(0).get("ts").asLong()).isEqualTo(1_772_433_600_000L);
    assertThat(read.payload(0).get("endTs").asLong()).isEqualTo(1_772_433_660_000L);
  }

  @Test
  void aPointWithoutValueIsSkippedAndOneThatIsNotOursIsIgnored() throws IOException {
    ImportedFile read =
        read(
            point("com.google.heart_rate.bpm", "")
                + ","
                + point("com.google.calories.expended", "{\"value\":{\"fpVal\":1.5}}")
                + ","
                + point("com.google.heart_rate.bpm", "{\"value\":{\"fpVal\":61}}"));

    assertThat(read.messages()).hasSize(1);
    assertThat(read.tally().skippedCount()).isEqualTo(1);
    assertThat(read.tally().ignoredCount()).isEqualTo(1);
    assertThat(read.tally().read()).isEqualTo(3);
  }

  @Test
  void anotherFileIsSaidToBeNone() throws IOException {
    Files.writeString(file, "{\"fitnessActivity\":\"walking\"}");
    MessageSource source = new JsonGoogleFitMessages(file);

    assertThatThrownBy(() -> ImportedFile.read(source)).isInstanceOf(ExportException.class);
  }

  private ImportedFile read(String points) throws IOException {
    Files.writeString(file, "{\"Data Source\":\"x\",\"Data Points\":[" + points + "]}");
    return ImportedFile.read(new JsonGoogleFitMessages(file));
  }

  private static String point(String type, String values) {
    return "{\"fitValue\":["
        + values
        + "],\"dataTypeName\":\""
        + type
        + "\",\"startTimeNanos\":1772433600000000000,\"endTimeNanos\":1772433660000000000}";
  }
}
