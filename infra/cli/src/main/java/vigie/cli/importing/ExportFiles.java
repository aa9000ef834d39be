package vigie.cli.importing;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vigie.cli.export.ExportException;

/**
 * The files of an export: one that is named, whatever its name is; or, under a folder or in a zip
 * as it was downloaded, all whose names the export gives to such files.
 */
final class ExportFiles implements MessageSource {
  private final Path path;
  private final Pattern name;
  private final Function<Path, MessageSource> one;

  /**
   * For one export.
   *
   * @param path a file, a folder or a zip
   * @param name matches the names of the files to be read
   * @param one reads one of them
   */
  ExportFiles(Path path, Pattern name, Function<Path, MessageSource> one) {
    this.path = path;
    this.name = name;
    this.one = one;
  }

  @Override
  public void read(ImportTally tally, Consumer<Message> to) {
    try {
      if (Files.isDirectory(path)) {
        each(path, tally, to);
      } else if (path.toString().toLowerCase(Locale.ROOT).endsWith(".zip")) {
        try (FileSystem zip = FileSystems.newFileSystem(path)) {
          each(zip.getPath("/"), tally, to);
        }
      } else {
        one.apply(path).read(tally, to);
      }
    } catch (IOException e) {
      throw new ExportException(path + " cannot be read: " + e.getMessage(), e);
    }
  }

  private void each(Path root, ImportTally tally, Consumer<Message> to) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(root)) {
      files =
          all.filter(file -> Files.isRegularFile(file) && named(file))
              .sorted(Comparator.comparing(Path::toString))
              .toList();
    }
    if (files.isEmpty()) {
      throw new ExportException(path + " has no file whose name matches " + name);
    }
    for (Path file : files) {
      one.apply(file).read(tally, to);
    }
  }

  private boolean named(Path file) {
    Path last = file.getFileName();
    return last != null && name.matcher(last.toString()).matches();
  }
}
