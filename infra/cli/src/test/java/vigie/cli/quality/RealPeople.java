package vigie.cli.quality;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import vigie.cli.export.ExportFormat;

/** People of the real data sets, which are not part of this repository. */
final class RealPeople {
  private RealPeople() {}

  static Subject of(ExportFormat format, String folder, String subject) {
    return Subject.of(
        format.id(),
        format.reader().read(dataSets().folder(folder), Set.of(subject)).subjects().get(0));
  }

  /** {@code VIGIE_DATASETS}, else {@code ../shared/data} beside the repository. */
  static DataSets dataSets() {
    Path home = Path.of("").toAbsolutePath();
    while (home.getParent() != null && !Files.isDirectory(home.resolve("schemas"))) {
      home = home.getParent();
    }
    return DataSets.find(null, System.getenv(DataSets.VARIABLE), home);
  }
}
