package vigie.e2e;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the public data sets lie; they are read from there and never copied. */
final class DataSets {
  private DataSets() {}

  /** The folder of a data set; fails with the remedy when it is not there. */
  static Path folder(String name) {
    String given = System.getenv("VIGIE_DATASETS");
    Path folder =
        Path.of(given == null ? System.getProperty("vigie.datasets", "../shared/data") : given)
            .resolve(name)
            .normalize();
    if (!Files.isDirectory(folder)) {
      throw new IllegalStateException(
          "this test reads the data set "
              + name
              + ", and there is no folder "
              + folder
              + "; set VIGIE_DATASETS to the folder that holds the data sets");
    }
    return folder;
  }
}
