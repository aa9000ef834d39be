package vigie.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.cli.export.ExportException;

/** Fitbit's takeout. */
class JsonFitbitMessagesTest {
  private static final ZoneId ZONE = ZoneId.of("Europe/Paris");

  private final Path folder;

  JsonFitbitMessagesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aHeartRateIsOfUtcAndOneOfNoConfidenceIsLeftOut() throws IOException {
    ImportedFile read =
        read(
            "heart_rate-2026-03-02.json",
            "[{'dateTime':'03/02/26 07:00:05','value':{'bpm':61,'confidence':2}},"
                + "{'dateTime':'03/02/26 07:00:10','value':{'bpm':70,'confidence':0}}]");

    assertThat(read.payload(0).get("ts").asLong()).isEqualTo(millis("2026-03-02T07:00:05Z"));
    assertThat(read.payload(0).at("/values/heart-rate/value").asInt()).isEqualTo(61);
    assertThat(read.tally().usedCount()).isEqualTo(1);
    assertThat(read.tally().ignoredCount()).isEqualTo(1);
  }

  @Test
  void stepsAreOfTheMinuteThatBegins() throws IOException {
    ImportedFile read =
        read("steps-2026-03-02.json", "[{'dateTime':'03/02/26 07:00:00','value':'12'}]");

    assertThat(read.payload(0).get("ts").asLong()).isEqualTo(millis("2026-03-02T07:00:00Z"));
    assertThat(read.payload(0).get("endTs").asLong()).isEqualTo(millis("2026-03-02T07:01:00Z"));
    assertThat(read.payload(0).at("/values/steps/value").asInt()).isEqualTo(12);
  }

  @Test
  @Tag("C-59")
  void aNightIsOfThePersonsZoneWithItsStages() throws IOException {
    ImportedFile read =
        read(
            "sleep-2026-03-02.json",
            "[{'startTime':'2026-03-01T23:00:00.000','endTime':'2026-03-02T07:00:30.000',"
                + "'minutesAsleep':431,'levels':{'summary':{'deep':{'minutes':80},"
                + "'light':{'minutes':251},'rem':{'minutes':100},'wake':{'minutes':49}}}}]");

    JsonNode night = read.payload(0);
    assertThat(night.toString()).contains("\"sleep-deep\"", "\"sleep-light\"", "\"sleep-rem\"");
    assertThat(night.findValue("ts").asLong()).isEqualTo(millis("2026-03-01T22:00:00Z"));
    assertThat(night.findValue("endTs").asLong()).isEqualTo(millis("2026-03-02T06:00:30Z"));
    assertThat(night.findValue("sleep-total").get("value").asInt()).isEqualTo(431);
  }

  @Test
  void anEntryWithoutTimeOrNumberIsSkippedAndTheNextIsTaken() throws IOException {
    ImportedFile read =
        read(
            "steps-2026-03-02.json",
            "[{'dateTime':'yesterday','value':'12'},{'dateTime':'03/02/26 07:00:00','value':'x'},"
                + "{'dateTime':'03/02/26 07:01:00','value':'3'}]");

    assertThat(read.tally().skippedCount()).isEqualTo(2);
    assertThat(read.tally().usedCount()).isEqualTo(1);
  }

  @Test
  void anotherFileIsSaidToBeNone() throws IOException {
    assertThatThrownBy(() -> read("steps-2026-03-02.json", "{'a':1}"))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("steps-2026-03-02.json");
  }

  private ImportedFile read(String name, String json) throws IOException {
    Path file = Files.writeString(folder.resolve(name), json.replace('\'', '"'));
    return ImportedFile.read(new JsonFitbitMessages(file, ZONE));
  }

  private static long millis(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }
}
