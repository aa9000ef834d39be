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

class MimicReaderTest {
  private static final String HEADER =
      "\"row_id\",\"subject_id\",\"itemid\",\"charttime\",\"valuenum\",\"error\"";
  private static final String FILE = "chartevents_vitals.csv.gz";

  private final Path folder;

  MimicReaderTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void chartedValuesBecomeReadingsOfTheDeviceThatShowedThemInItsUnit() throws IOException {
    Export export =
        read(
            "1,7,211,2150-01-01 08:00:00,81,",
            "2,7,678,2150-01-01 08:00:00,100.4,",
            "3,7,455,2150-01-01 09:00:00,122,",
            "4,7,226531,2150-01-01 10:00:00,150,");

    assertThat(export.subjects()).hasSize(1);
    ExportedSubject subject = export.subjects().get(0);
    assertThat(subject.readings())
        .extracting(
            DeviceReading::device,
            DeviceReading::metric,
            DeviceReading::value,
            DeviceReading::unit,
            DeviceReading::effective)
        .containsExactly(
            tuple("monitor", "heart-rate", 81.0, "bpm", Instant.parse("2150-01-01T08:00:00Z")),
            tuple(
                "thermometer",
                "body-temperature",
                100.4,
                "degF",
                Instant.parse("2150-01-01T08:00:00Z")),
            tuple("cuff", "bp-systolic", 122.0, "mmHg", Instant.parse("2150-01-01T09:00:00Z")),
            tuple("scale", "body-weight", 150.0, "lb", Instant.parse("2150-01-01T10:00:00Z")));
    assertThat(subject.devices())
        .extracting(device -> device.name())
        .containsExactly("monitor", "cuff", "thermometer", "scale");
  }

  @Test
  void theFirstPlausibleBedsideLimitOfEachRuleWins() throws IOException {
    Export export =
        read(
            "1,7,211,2150-01-01 08:00:00,81,",
            "2,7,8549,2150-01-01 08:00:00,5,",
            "3,7,8549,2150-01-01 08:10:00,120,",
            "4,7,220046,2150-01-01 08:20:00,130,",
            "5,7,223770,2150-01-01 08:20:00,90,");

    assertThat(export.subjects().get(0).limits())
        .extracting(PatientLimitRow::ruleId, PatientLimitRow::limit)
        .containsExactly(tuple("HR-2", 120.0), tuple("OX-2", 90.0));
    assertThat(export.skipped())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.line()).isEqualTo(3);
              assertThat(row.reason()).contains("5.0", "8549", "implausible", "HR-2");
            });
  }

  @Test
  void aBrokenRowIsSkippedWithItsLineAndReasonAndTheNextIsRead() throws IOException {
    Export export =
        read(
            "1,7,211,2150-01-01 08:00:00,eighty,",
            "2,7,211,soon,80,",
            "3,7,211,2150-01-01 08:00:00",
            "4,7,211,2150-01-01 08:00:00,,",
            "5,7,211,2150-01-01 08:00:00,80,1",
            "6,7,211,2150-01-01 08:00:00,80,");

    assertThat(export.readingCount()).isEqualTo(1);
    assertThat(export.skippedCount()).isEqualTo(5);
    assertThat(export.skipped()).extracting(SkippedRow::line).containsExactly(2L, 3L, 4L, 5L, 6L);
    assertThat(export.skipped())
        .extracting(SkippedRow::reason)
        .containsExactly(
            "valuenum is not a number: 'eighty'",
            "not a time: 'soon'",
            "has 4 columns, not 6",
            "item 211 has no number",
            "item 211 is marked as an error in the chart");
  }

  @Test
  void everyRowIsAccountedFor() throws IOException {
    Export export =
        read(
            "1,7,211,2150-01-01 08:00:00,80,",
            "2,7,211,2150-01-01 08:00:00,x,",
            "3,7,677,2150-01-01 08:00:00,38,",
            "4,8,211,2150-01-01 08:00:00,70,");

    assertThat(export.rowsRead()).isEqualTo(4);
    assertThat(export.rowsUsed() + export.skippedCount() + export.ignoredCount()).isEqualTo(4);
    assertThat(export.ignored()).hasSize(1);
  }

  @Test
  void onlyTheSubjectsAskedForAreRead() throws IOException {
    write("1,7,211,2150-01-01 08:00:00,80,", "2,8,211,2150-01-01 08:00:00,70,");

    Export export = new MimicReader().read(folder, Set.of("8"));

    assertThat(export.rowsRead()).isEqualTo(1);
    assertThat(export.subjects()).extracting(ExportedSubject::id).containsExactly("8");
  }

  @Test
  void aSubjectWithoutReadingsIsAClearError() throws IOException {
    write("1,7,211,2150-01-01 08:00:00,80,");

    assertThatThrownBy(() -> new MimicReader().read(folder, Set.of("9")))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("'9'");
  }

  @Test
  void aFolderWithoutTheFileIsAClearError() {
    assertThatThrownBy(() -> new MimicReader().read(folder, Set.of()))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("chartevents_vitals.csv");
  }

  private Export read(String... rows) throws IOException {
    write(rows);
    return new MimicReader().read(folder, Set.of());
  }

  private void write(String... rows) throws IOException {
    String[] lines = new String[rows.length + 1];
    lines[0] = HEADER;
    System.arraycopy(rows, 0, lines, 1, rows.length);
    new ExportFolder(folder).with(FILE, lines);
  }
}
