package vigie.cli.export;

import java.nio.file.Path;
import java.util.Set;

/** Reads one format. */
public interface ExportReader {
  /**
   * Reads the folder of an export.
   *
   * @param folder as the export was unpacked; files may be gzip-compressed
   * @param subjects the people to read; empty for all
   * @throws ExportException when the folder is not one of this format
   */
  Export read(Path folder, Set<String> subjects);
}
