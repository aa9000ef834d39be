package vigie.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.cli.export.ExportException;
import vigie.reading.Reading;

/** The export of Android's Health Connect. */
class SqliteHealthConnectMessagesTest {
  private final Path folder;
  private final Path scratch;
  private SqliteHealthConnectFile export;

  SqliteHealthConnectMessagesTest(@TempDir Path folder) {
    this.folder = folder;
    this.scratch = folder.resolve("scratch");
  }

  @BeforeEach
  void create() throws SQLException, IOException {
    export = new SqliteHealthConnectFile(folder.resolve("export"));
  }

  @AfterEach
  void close() throws SQLException {
    export.close();
  }

  @Test
  void whatNoMetricMeansIsIgnoredWithItsTable() throws SQLException, IOException {
    export.glucose("07:03:00", 5, 5.4);
    export.instant("ovulation_test_record_table", "07:00:00", "result", "2");
    export.instant("resting_heart_rate_record_table", "07:00:00", "beats_per_minute", "58");
    export.sql("CREATE TABLE \"a newer \"\"table\" (a)");
    export.sql("INSERT INTO \"a newer \"\"table\" VALUES (1), (2)");

    ImportedFile read = read();

    assertThat(read.messages()).isEmpty();
    assertThat(read.tally().ignoredByWhy())
        .containsEntry("blood_glucose_record_table without a value of ours", 1L)
        .containsEntry("ovulation_test_record_table without a value of ours", 1L)
        .containsEntry("resting_heart_rate_record_table has no metric of ours", 1L)
        .containsEntry("a newer \"table has no metric of ours", 2L)
        .hasSize(4);
  }

  @Test
  @Tag("C-59")
  void aLaterExportDoublesNothingAndAmendsWhatWasChanged() throws SQLException, IOException {
    meals(export);
    export.instant("weight_record_table", "07:00:00", "weight", "71400");
    List<Reading> first = taken();
    try (SqliteHealthConnectFile later = new SqliteHealthConnectFile(folder.resolve("later"))) {
      // They were written anew, in another order, with other numbers of rows.
      later.uuid(900).instant("weight_record_table", "08:00:00", "weight", "71300");
      later.uuid(3).instant("weight_record_table", "07:00:00", "weight", "71900");
      later.uuid(2).interval("nutrition_record_table", "06:40:00", "06:50:00", "energy", "90000");
      later.uuid(1).interval("nutrition_record_table", "06:40:00", "06:50:00", "energy", "250000");
      List<Reading> second = taken(later);

      assertThat(second).hasSize(4);
      assertThat(second.stream().map(Reading::id))
          .containsAll(first.stream().map(Reading::id).toList());
      assertThat(value(second, first.get(2))).isEqualTo(71.9);
      assertThat(value(second, first.get(0))).isEqualTo(first.get(0).value());
    }
  }

  @Test
  void aBrokenRowIsSkippedWithoutItsValueAndTheNextIsTaken() throws SQLException, IOException {
    export.instant("weight_record_table", "07:00:00", "weight", "'some 70'");
    export.instant("weight_record_table", "07:01:00", "weight", "9e999");
    export.instant("weight_record_table", "07:01:30", "weight", "71000");
    export.sql("UPDATE weight_record_table SET time = NULL WHERE row_id = 3");
    export.interval("steps_record_table", "07:00:00", "06:00:00", "count", "5");
    long night = export.interval("sleep_session_record_table", "01:00:00", "02:00:00", "", "");
    export.stage(night, "00:30:00", "01:30:00", 4);
    export.instant("weight_record_table", "07:02:00", "weight", "71400");

    ImportedFile read = read();

    assertThat(read.tally().skippedExamples())
        .containsExactlyInAnyOrder(
            "health_connect_export.db steps_record_table row 1: it ends before it begins",
            "health_connect_export.db weight_record_table row 1: it has a value that is no number",
            "health_connect_export.db weight_record_table row 2: it has a value that is no number",
            "health_connect_export.db weight_record_table row 3: it has no time",
            "health_connect_export.db sleep_session_record_table row 1: a stage of sleep is not"
                + " within its session");
    assertThat(new TakenReadings(TakenReadings.of(read.messages()).accepted(), List.of()).told())
        .containsExactly(
            "body-weight 71.4 2026-03-02T07:02:00Z",
            "sleep-total 1.0 2026-03-02T01:00:00Z/2026-03-02T02:00:00Z");
  }

  @Test
  void rowsAreCountedByTheirAppAndDeviceAndOneAppCanBeAskedFor() throws SQLException, IOException {
    export.interval("steps_record_table", "06:40:00", "06:50:00", "count", "812");
    export.of(2, 2).interval("steps_record_table", "06:41:00", "06:51:00", "count", "790");
    Path database = export.written();

    assertThat(read().tally().usedBySource())
        .containsEntry("com.example.watch on Example Watch 3", 1L)
        .containsEntry("com.example.diary", 1L);
    ImportedFile asked =
        ImportedFile.read(
            new SqliteHealthConnectMessages(database, scratch, Set.of("com.example.diary")));
    assertThat(asked.payload(0).findValue("steps").get("value").asInt()).isEqualTo(790);
    assertThat(asked.tally().ignoredCount()).isEqualTo(1);
    MessageSource unknown =
        new SqliteHealthConnectMessages(database, scratch, Set.of("com.example.ring"));
    assertThatThrownBy(() -> ImportedFile.read(unknown))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("com.example.ring")
        .hasMessageContaining("com.example.watch");
  }

  @Test
  void messagesAreGivenWhileTheRowsAreRead() throws SQLException, IOException {
    heartRates(3 * ReadingBatches.READINGS_MAX);
    ImportTally tally = new ImportTally();
    List<Long> rowsRead = new ArrayList<>();

    new SqliteHealthConnectMessages(export.written(), scratch, Set.of())
        .read(tally, message -> rowsRead.add(tally.read()));

    assertThat(rowsRead).hasSize(3);
    assertThat(rowsRead.get(0)).isLessThanOrEqualTo(ReadingBatches.READINGS_MAX);
    assertThat(tally.usedCount()).isEqualTo(3L * ReadingBatches.READINGS_MAX);
  }

  @Test
  void aColumnThatIsMissingIsSaidBeforeAnythingIsSent() throws SQLException, IOException {
    export.interval("steps_record_table", "06:40:00", "06:50:00", "count", "812");
    export.sql("ALTER TABLE weight_record_table RENAME COLUMN weight TO mass");
    List<Message> sent = new ArrayList<>();
    MessageSource source = new SqliteHealthConnectMessages(export.written(), scratch, Set.of());

    assertThatThrownBy(() -> source.read(new ImportTally(), sent::add))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("version 18")
        .hasMessageContaining("weight_record_table has no column 'weight'");
    assertThat(sent).isEmpty();
  }

  @Test
  void aViewIsNoTable() throws SQLException, IOException {
    Path other = folder.resolve("other");
    try (SqliteHealthConnectFile views = new SqliteHealthConnectFile(other)) {
      for (String table : tables()) {
        views.sql("DROP TABLE " + table);
      }
      views.sql(
          "CREATE VIEW weight_record_table AS WITH RECURSIVE e(n) AS (SELECT 1 UNION ALL SELECT n"
              + " FROM e) SELECT n AS weight FROM e");
      MessageSource source = new SqliteHealthConnectMessages(views.written(), scratch, Set.of());

      assertThatThrownBy(() -> ImportedFile.read(source))
          .isInstanceOf(ExportException.class)
          .hasMessageContaining("none of Health Connect's tables");
    }
  }

  @Test
  void aZipIsUnpackedOnlyWhileItIsRead() throws SQLException, IOException {
    heartRates(ReadingBatches.READINGS_MAX + 1);
    List<Integer> unpacked = new ArrayList<>();

    zipped(export.zipped()).read(new ImportTally(), message -> unpacked.add(scratchFiles()));

    // The last message is told when the database is closed again.
    assertThat(unpacked).containsExactly(1, 0);
    assertThat(scratch).isEmptyDirectory();
  }

  @Test
  void whatIsNoSuchZipIsRefusedAndLeavesNothing() throws IOException {
    byte[] text = "no database, and longer than the head of one".getBytes(StandardCharsets.UTF_8);
    Path broken = Files.write(folder.resolve("broken.zip"), text);
    Path empty = SqliteHealthConnectFile.zip(folder.resolve("empty.zip"), "readme.txt", text);
    Path noDatabase =
        SqliteHealthConnectFile.zip(folder.resolve("text.zip"), SqliteHealthConnectFile.NAME, text);
    Path bomb =
        SqliteHealthConnectFile.zip(
            folder.resolve("bomb.zip"), SqliteHealthConnectFile.NAME, new byte[80 << 20]);

    refused(broken, "broken.zip cannot be read");
    refused(empty, "empty.zip has no file whose name matches health_connect_export");
    refused(noDatabase, "not a database");
    refused(bomb, "unpacks from");
    assertThat(scratch).isEmptyDirectory();
  }

  private void refused(Path zip, String why) {
    MessageSource source = zipped(zip);
    assertThatThrownBy(() -> ImportedFile.read(source))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining(why);
  }

  private MessageSource zipped(Path zip) {
    return new ExportFiles(
        zip,
        SqliteHealthConnectMessages.NAMES,
        file -> new SqliteHealthConnectMessages(file, scratch, Set.of()));
  }

  private void heartRates(int count) throws SQLException {
    long record = export.interval("heart_rate_record_table", "06:00:00", "07:00:00", "", "");
    Instant begin = Instant.parse("2026-03-02T06:00:00Z");
    for (int second = 0; second < count; second++) {
      export.heartRate(record, begin.plusSeconds(second).toString(), 60 + second % 40);
    }
  }

  private int scratchFiles() {
    try (Stream<Path> files = Files.list(scratch)) {
      return (int) files.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> tables() {
    return Stream.concat(HealthConnectTable.ALL.stream(), Stream.of(HealthConnectTable.NIGHTS))
        .map(HealthConnectTable::name)
        .toList();
  }

  private static void meals(SqliteHealthConnectFile export) throws SQLException {
    export.interval("nutrition_record_table", "06:40:00", "06:50:00", "energy", "250000");
    export.interval("nutrition_record_table", "06:40:00", "06:50:00", "energy", "90000");
  }

  private static double value(List<Reading> readings, Reading same) {
    return readings.stream()
        .filter(reading -> reading.id().equals(same.id()))
        .findFirst()
        .orElseThrow()
        .value();
  }

  private ImportedFile read() throws SQLException {
    return ImportedFile.read(new SqliteHealthConnectMessages(export.written(), scratch, Set.of()));
  }

  private List<Reading> taken() throws SQLException, IOException {
    return taken(export);
  }

  /** What the intake takes of the zip; it refuses nothing. */
  private List<Reading> taken(SqliteHealthConnectFile file) throws SQLException, IOException {
    TakenReadings taken = TakenReadings.of(ImportedFile.read(zipped(file.zipped())).messages());
    assertThat(taken.rejected()).isEmpty();
    return taken.accepted();
  }
}
