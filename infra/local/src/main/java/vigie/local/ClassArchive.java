package vigie.local;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Class data archives, which spare a JVM most of the loading and verifying of its classes: the
 * first process of a program writes one when it ends, later ones start with it.
 *
 * <p>An archive lies beside the program's own jar, so that a new build takes it away. The JVM
 * itself refuses one that does not fit its class path and starts without it.
 */
final class ClassArchive {

  /** The first word of an archive that was written to its end. */
  private static final int COMPLETE = 0xf00baba8;

  private ClassArchive() {}

  /**
   * The options by which a JVM uses an archive, or else leaves one behind.
   *
   * @param classPath its class path; the first entry is the program's own
   * @param mainClass its main class
   * @return no options when classes are in folders, which no archive can hold, or nothing can be
   *     written beside the program
   */
  static List<String> options(List<String> classPath, String mainClass) {
    List<Path> entries = classPath.stream().map(Path::of).toList();
    Path folder = Objects.requireNonNull(entries.get(0).toAbsolutePath().getParent());
    if (entries.stream().anyMatch(Files::isDirectory) || !Files.isWritable(folder)) {
      return List.of();
    }
    String prefix =
        "%s-%s-%08x-"
            .formatted(
                mainClass.substring(mainClass.lastIndexOf('.') + 1),
                Runtime.version().feature(),
                classPath.hashCode());
    String quiet = "-Xlog:cds=off,cds+dynamic=off,class+path=off";
    return usable(folder, prefix, newestEntry(entries))
        .map(archive -> List.of("-XX:SharedArchiveFile=" + archive, quiet))
        .orElseGet(
            () ->
                List.of(
                    "-XX:ArchiveClassesAtExit="
                        + folder.resolve(prefix + System.nanoTime() + ".jsa"),
                    quiet));
  }

  private static Optional<Path> usable(Path folder, String prefix, long notBefore) {
    Path found = null;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, prefix + "*.jsa")) {
      for (Path file : files) {
        if (modified(file) < notBefore) {
          Files.deleteIfExists(file);
        } else if (isComplete(file)) {
          found = file;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look for class archives in " + folder, e);
    }
    return Optional.ofNullable(found);
  }

  private static boolean isComplete(Path file) {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      return Integer.reverseBytes(in.readInt()) == COMPLETE;
    } catch (IOException e) {
      return false;
    }
  }

  private static long newestEntry(List<Path> entries) {
    return entries.stream().mapToLong(ClassArchive::modified).max().orElse(0);
  }

  private static long modified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toMillis();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
