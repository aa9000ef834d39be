package vigie.cli.quality;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import vigie.cli.export.ExportException;

/**
 * The folder with the public data sets, which are not part of this project.
 *
 * @param root has a folder for each
 */
record DataSets(Path root) {
  /** The variable that names the folder. */
  static final String VARIABLE = "VIGIE_DATASETS";

  /**
   * Finds the folder.
   *
   * @param option what the command line says; null for nothing
   * @param variable what the environment says; null for nothing
   * @param home the checkout
   */
  static DataSets find(@Nullable Path option, @Nullable String variable, Path home) {
    Path root = option;
    if (root == null) {
      root = variable == null ? home.resolve("../shared/data").normalize() : Path.of(variable);
    }
    if (!Files.isDirectory(root)) {
      throw new ExportException(
          "the data sets are missing: "
              + root
              + " is no folder; name theirs with --datasets or the variable "
              + VARIABLE);
    }
    return new DataSets(root);
  }

  /** The folder of one data set. */
  Path folder(String name) {
    Path folder = root.resolve(name);
    if (!Files.isDirectory(folder)) {
      throw new ExportException(
          "the data set "
              + name
              + " is missing in "
              + root
              + "; name the folder that has it with --datasets or the variable "
              + VARIABLE);
    }
    return folder;
  }
}
