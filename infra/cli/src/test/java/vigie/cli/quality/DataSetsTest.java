package vigie.cli.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.cli.export.ExportException;

class DataSetsTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void aFolderThatIsMissingIsNamedWithTheSettingThatNamesIt() {
    assertThatThrownBy(() -> DataSets.find(null, null, folder.resolve("checkout")))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("shared/data")
        .hasMessageContaining("--datasets")
        .hasMessageContaining("VIGIE_DATASETS");
  }

  @Test
  void oneDataSetThatIsMissingIsNamed() {
    DataSets found = DataSets.find(folder, null, folder);

    assertThatThrownBy(() -> found.folder("t1d-uom"))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("t1d-uom")
        .hasMessageContaining("--datasets");
  }

  @Test
  void theCommandLineGoesBeforeTheEnvironment() throws IOException {
    Path given = Files.createDirectory(folder.resolve("given"));

    assertThat(DataSets.find(given, "elsewhere", folder).root()).isEqualTo(given);
  }
}
