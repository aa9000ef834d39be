package vigie.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.cli.export.ExportException;

/** Exports of one file, of a folder and as a zip. */
class ExportFilesTest {
  private static final String FIRST = "Takeout/Fitbit/steps-2026-03-01.json";
  private static final String SECOND = "Takeout/Fitbit/steps-2026-03-02.json";
  private static final String OTHER = "Takeout/Fitbit/badge.json";

  private final Path folder;

  ExportFilesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aFoldersFilesAreReadInTheOrderOfTheirNamesAndOthersAreNot() throws IOException {
    for (String name : new String[] {SECOND, FIRST, OTHER}) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, content(name));
    }

    isBothInOrder(read(folder));
  }

  @Test
  void aZipIsReadAsItWasDownloaded() throws IOException {
    Path zip = folder.resolve("takeout.ZIP");
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream packed = new ZipOutputStream(out)) {
      for (String name : new String[] {SECOND, OTHER, FIRST}) {
        packed.putNextEntry(new ZipEntry(name));
        packed.write(content(name).getBytes(StandardCharsets.UTF_8));
      }
    }

    isBothInOrder(read(zip));
  }

  @Test
  void aFileThatIsNamedIsReadWhateverItsName() throws IOException {
    Path file = Files.writeString(folder.resolve("mine"), "[]");

    assertThat(read(file).messages()).isEmpty();
  }

  @Test
  void aZipThatIsNoneAndAFolderWithoutSuchFilesAreRefused() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.zip"), "no zip");

    assertThatThrownBy(() -> read(broken))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("broken.zip");
    assertThatThrownBy(() -> read(folder))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("steps");
  }

  private static void isBothInOrder(ImportedFile read) {
    assertThat(read.messages()).hasSize(2);
    assertThat(read.payload(0).findValue("steps").get("value").asInt()).isEqualTo(1);
    assertThat(read.payload(1).findValue("steps").get("value").asInt()).isEqualTo(2);
  }

  private static String content(String name) {
    return switch (name) {
      case FIRST -> "[{\"dateTime\":\"03/01/26 07:00:00\",\"value\":\"1\"}]";
      case SECOND -> "[{\"dateTime\":\"03/02/26 07:00:00\",\"value\":\"2\"}]";
      default -> "{}";
    };
  }

  private static ImportedFile read(Path path) {
    return ImportedFile.read(
        new ExportFiles(
            path, JsonFitbitMessages.NAMES, file -> new JsonFitbitMessages(file, ZoneOffset.UTC)));
  }
}
