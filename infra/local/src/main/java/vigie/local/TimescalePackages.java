package vigie.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Debian's packages of PostgreSQL and TimescaleDB, fetched into a private cache folder. */
final class TimescalePackages {

  /** The environment variable that moves the cache folder. */
  static final String CACHE_VARIABLE = "VIGIE_CACHE";

  private static final String SUITE = "trixie";
  private static final String POSTGRESQL_MAJOR = "17";
  private static final long FETCH_MINUTES_MAX = 15;
  private static final int LAST_LINES = 15;
  private static final Object THIS_JVM = new Object();

  private final Path cache;

  private TimescalePackages(Path cache) {
    this.cache = cache;
  }

  static TimescalePackages of(Map<String, String> environment) {
    return new TimescalePackages(cacheFolder(environment));
  }

  /** The cache folder that the environment asks for. */
  static Path cacheFolder(Map<String, String> environment) {
    String own = environment.getOrDefault(CACHE_VARIABLE, "");
    if (!own.isBlank()) {
      return Path.of(own).toAbsolutePath();
    }
    String shared = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path base =
        shared.isBlank()
            ? Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".cache")
            : Path.of(shared);
    return base.resolve("vigie").toAbsolutePath();
  }

  /** The fetched programs, fetched now when they are not there yet. */
  TimescaleInstallation fetched() {
    Path folder = cache.resolve("timescaledb-" + SUITE + "-" + POSTGRESQL_MAJOR);
    if (!Files.exists(folder.resolve(".complete"))) {
      synchronized (THIS_JVM) {
        fetchAlone(folder);
      }
    }
    return new TimescaleInstallation(
        folder.resolve("usr/lib/postgresql/" + POSTGRESQL_MAJOR + "/bin"));
  }

  private void fetchAlone(Path folder) {
    Path log = cache.resolve("timescaledb-fetch.log");
    try {
      Files.createDirectories(cache);
      try (FileChannel channel =
              FileChannel.open(
                  cache.resolve("timescaledb-fetch.lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (!lock.isValid() || Files.exists(folder.resolve(".complete"))) {
          return;
        }
        run(
            List.of(
                "bash",
                Scripts.unpack("timescale-fetch.sh", cache).toString(),
                folder.toString(),
                SUITE,
                POSTGRESQL_MAJOR),
            log);
      }
    } catch (IOException e) {
      throw new IllegalStateException(
          "TimescaleDB cannot be fetched into " + cache + ". " + ways(), e);
    }
  }

  private static void run(List<String> command, Path log) throws IOException {
    Process fetch =
        new ProcessBuilder(command)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      boolean ended = fetch.waitFor(FETCH_MINUTES_MAX, TimeUnit.MINUTES);
      if (ended && fetch.exitValue() == 0) {
        return;
      }
      String what =
          ended
              ? "ended with code " + fetch.exitValue()
              : "took more than " + FETCH_MINUTES_MAX + " minutes";
      throw new ServerFailedException(
          "The fetch of TimescaleDB",
          what + ". " + ways(),
          log,
          LogTail.lastLines(log, LAST_LINES));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while fetching TimescaleDB", e);
    } finally {
      fetch.destroyForcibly();
    }
  }

  private static String ways() {
    return "There are three ways to a TimescaleDB: give the address of a running one in "
        + TimescaleDatabase.URL_VARIABLE
        + ", "
        + TimescaleDatabase.USER_VARIABLE
        + " and "
        + TimescaleDatabase.PASSWORD_VARIABLE
        + "; install PostgreSQL with its timescaledb package on this machine; or, on Debian, let"
        + " it be fetched, which needs apt-get, dpkg-deb and a reachable Debian mirror (the cache"
        + " folder is moved by "
        + CACHE_VARIABLE
        + ")";
  }
}
