package vigie.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * PostgreSQL programs that have the TimescaleDB extension beside them.
 *
 * @param programs the folder that holds {@code postgres} and {@code initdb}
 */
public record TimescaleInstallation(Path programs) {

  /**
   * Finds one: installed on this machine, or else fetched once from Debian's packages into the
   * cache folder. Several processes may ask at once; one fetches, the others wait for it.
   *
   * @param environment this process's environment variables
   * @throws IllegalStateException when there is none and none can be fetched; the message names the
   *     ways to get one
   */
  public static TimescaleInstallation find(Map<String, String> environment) {
    return installed(Path.of("/")).orElseGet(() -> TimescalePackages.of(environment).fetched());
  }

  /**
   * Looks for an installed one in Debian's places.
   *
   * @param root the folder that stands for {@code /}
   */
  static Optional<TimescaleInstallation> installed(Path root) {
    Path versions = root.resolve("usr/lib/postgresql");
    if (!Files.isDirectory(versions)) {
      return Optional.empty();
    }
    try (Stream<Path> found = Files.list(versions)) {
      return found
          .filter(version -> Files.isExecutable(version.resolve("bin/postgres")))
          .filter(version -> Files.isExecutable(version.resolve("bin/initdb")))
          .filter(version -> hasExtension(root, version.getFileName().toString()))
          .max(Comparator.comparing(Path::toString))
          .map(version -> new TimescaleInstallation(version.resolve("bin")));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + versions, e);
    }
  }

  private static boolean hasExtension(Path root, String version) {
    return Files.exists(
        root.resolve("usr/share/postgresql/" + version + "/extension/timescaledb.control"));
  }
}
