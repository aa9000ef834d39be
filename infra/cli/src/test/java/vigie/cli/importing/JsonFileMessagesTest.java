package vigie.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of payloads. */
class JsonFileMessagesTest {
  private static final String ITEM = "{\"ts\":1772433670000,\"values\":{\"hr\":66}}";

  private final Path file;

  JsonFileMessagesTest(@TempDir Path folder) {
    this.file = folder.resolve("payloads");
  }

  @Test
  void linesAreGatheredIntoOneListAndABrokenOneIsSkipped() throws IOException {
    ImportedFile read = read("json", ITEM + "\n{\"ts\":\n\n" + ITEM + "\n");

    assertThat(read.messages()).hasSize(1);
    assertThat(read.payload(0)).hasSize(2);
    assertThat(read.tally().skippedExamples()).containsExactly("payloads line 2: is not JSON");
  }

  @Test
  void aLongListIsSentInParts() throws IOException {
    ImportedFile read =
        read("json", "[\n" + String.join(",\n", Collections.nCopies(501, ITEM)) + "]");

    assertThat(read.messages()).hasSize(2);
    assertThat(read.payload(0)).hasSize(500);
    assertThat(read.payload(1)).hasSize(1);
  }

  @Test
  void aPackWhoseRecordsLeanOnEachOtherStaysWhole() throws IOException {
    ImportedFile read =
        read("senml", "[{\"bn\":\"urn:dev:x:\",\"n\":\"hr\",\"v\":61},\n{\"n\":\"hr\",\"v\":62}]");

    assertThat(read.messages()).hasSize(1);
    assertThat(read.payload(0)).hasSize(2);
  }

  @Test
  void monthsOfOneMetricAreSentInParts() throws IOException {
    String samples = String.join(",", Collections.nCopies(501, "{\"qty\":12}"));
    ImportedFile read =
        read(
            "hae",
            "{\"data\":{\"metrics\":[{\"name\":\"step_count\",\"units\":\"count\",\"data\":["
                + samples
                + "]},{\"name\":\"height\",\"units\":\"cm\",\"data\":[{\"qty\":171}]}]}}");

    assertThat(read.messages()).hasSize(3);
    assertThat(read.payload(0).at("/data/metrics/0/data")).hasSize(500);
    assertThat(read.payload(1).at("/data/metrics/0/name").asText()).isEqualTo("step_count");
    assertThat(read.payload(2).at("/data/metrics/0/units").asText()).isEqualTo("cm");
  }

  @Test
  void numbersAreSentAsTheyWereWritten() throws IOException {
    ImportedFile read = read("senml", "[{\"n\":\"temp\",\"v\":36.90000000000000001}]");

    assertThat(
            new String(read.messages().get(0).payload(), java.nio.charset.StandardCharsets.UTF_8))
        .contains("36.90000000000000001");
  }

  private ImportedFile read(String format, String text) throws IOException {
    Files.writeString(file, text);
    return ImportedFile.read(new JsonFileMessages(format, file));
  }
}
