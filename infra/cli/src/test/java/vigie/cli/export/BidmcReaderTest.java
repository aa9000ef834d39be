package vigie.cli.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.cli.device.DeviceReading;

class BidmcReaderTest {
  private static final String HEADER = "Time [s], HR, PULSE, RESP, SpO2";

  private final Path folder;

  BidmcReaderTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void eachSecondIsReadFromTheBeginOfItsSegment() throws IOException {
    files(HEADER, "-0,71,70,14,97", "1,72,NaN,NaN,96");

    Export export = new BidmcReader().read(folder, Set.of());

    assertThat(export.subjects().get(0).readings())
        .extracting(
            DeviceReading::device,
            DeviceReading::metric,
            DeviceReading::value,
            DeviceReading::effective)
        .containsExactly(
            tuple("monitor", "heart-rate", 71.0, Instant.parse("2600-03-25T23:14:00Z")),
            tuple("monitor", "respiratory-rate", 14.0, Instant.parse("2600-03-25T23:14:00Z")),
            tuple("oximeter", "spo2", 97.0, Instant.parse("2600-03-25T23:14:00Z")),
            tuple("oximeter", "heart-rate", 70.0, Instant.parse("2600-03-25T23:14:00Z")),
            tuple("monitor", "heart-rate", 72.0, Instant.parse("2600-03-25T23:14:01Z")),
            tuple("oximeter", "spo2", 96.0, Instant.parse("2600-03-25T23:14:01Z")));
  }

  @Test
  void aSecondWithoutAnyValueIsIgnoredAndABrokenOneIsSkipped() throws IOException {
    files(HEADER, "0,NaN,,NaN,NaN", "1,high,70,14,97", "2,70,70,14,97");

    Export export = new BidmcReader().read(folder, Set.of("01"));

    assertThat(export.rowsUsed()).isEqualTo(1);
    assertThat(export.ignoredCount()).isEqualTo(1);
    assertThat(export.skipped())
        .extracting(SkippedRow::reason)
        .containsExactly("hr is not a number: 'high'");
  }

  @Test
  void aRecordWithoutItsSegmentIsAClearError() throws IOException {
    new ExportFolder(folder)
        .with("numerics/bidmc_01_Numerics.csv", HEADER, "0,71,70,14,97")
        .with("fix/bidmc_01_Fix.txt", "Age: 70");

    assertThatThrownBy(() -> new BidmcReader().read(folder, Set.of()))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("data segment");
  }

  private void files(String... lines) throws IOException {
    new ExportFolder(folder)
        .with("numerics/bidmc_01_Numerics.csv.gz", lines)
        .with("fix/bidmc_01_Fix.txt", "Age: 70", "MIMIC II data segment: 2600-03-25-23-14");
  }
}
