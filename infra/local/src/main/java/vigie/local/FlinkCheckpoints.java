package vigie.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The checkpoints on disk: without a surviving JobManager, nobody else knows them. */
final class FlinkCheckpoints {

  private static final Pattern NAME = Pattern.compile("chk-(\\d{1,18})");

  private final Path folder;

  FlinkCheckpoints(Path folder) {
    this.folder = folder;
  }

  /**
   * The newest complete checkpoint of a job: the one with the highest number and a metadata file.
   */
  Optional<Path> newest(String jobId) {
    Path ofJob = folder.resolve(jobId);
    if (!Files.isDirectory(ofJob)) {
      return Optional.empty();
    }
    try (Stream<Path> entries = Files.list(ofJob)) {
      return entries
          .filter(entry -> number(entry) >= 0)
          .filter(entry -> Files.exists(entry.resolve("_metadata")))
          .max(Comparator.comparingLong(FlinkCheckpoints::number));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the checkpoints in " + ofJob, e);
    }
  }

  private static long number(Path entry) {
    var name = NAME.matcher(entry.getFileName().toString());
    return name.matches() ? Long.parseLong(name.group(1)) : -1;
  }
}
