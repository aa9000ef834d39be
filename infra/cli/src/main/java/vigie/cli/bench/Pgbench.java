package vigie.cli.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import vigie.local.TimescaleDatabase;

/** PostgreSQL's own {@code pgbench} as a contender: scripts chosen at random, prepared mode. */
final class Pgbench {
  private static final Pattern RATE = Pattern.compile("(?m)^tps = ([0-9.]+) \\(without");

  private final Path program;
  private final TimescaleDatabase database;
  private final Path folder;

  /**
   * With the programs of this folder.
   *
   * @param programs where {@code pgbench} lies, beside the server
   * @param folder for scripts and logs; exists
   */
  Pgbench(Path programs, TimescaleDatabase database, Path folder) {
    this.program = programs.resolve("pgbench");
    if (!Files.isExecutable(program)) {
      throw new IllegalStateException(
          program + " is not there; on Debian it comes with the package of the server");
    }
    this.database = database;
    this.folder = folder;
  }

  /**
   * Runs the scripts.
   *
   * @param name of the query, for files
   */
  ReadResult run(String name, List<PgbenchScript> scripts, int connections, Duration time)
      throws IOException, InterruptedException {
    Path logs = Files.createTempDirectory(folder, "log-");
    URI address = URI.create(database.jdbcUrl().substring("jdbc:".length()));
    List<String> command =
        new ArrayList<>(
            List.of(
                program.toString(),
                "--no-vacuum",
                "--protocol=prepared",
                "--client=" + connections,
                "--time=" + time.toSeconds(),
                "--log",
                "--log-prefix=" + logs.resolve("each"),
                "--host=" + address.getHost(),
                "--port=" + address.getPort(),
                "--username=" + database.user()));
    for (int i = 0; i < scripts.size(); i++) {
      Path file = folder.resolve(name + "-" + i + ".sql");
      Files.writeString(file, scripts.get(i).text());
      command.add("--file=" + file);
      scripts.get(i).variables().forEach((key, value) -> command.add("-D" + key + "=" + value));
    }
    command.add(address.getPath().substring(1));
    ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
    process.environment().put("PGPASSWORD", database.password());
    Process started = process.start();
    String said = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher rate = RATE.matcher(said);
    if (started.waitFor() != 0 || !rate.find()) {
      throw new IllegalStateException("pgbench failed: " + said);
    }
    Histogram micros = latencies(logs);
    return ReadResult.of(Double.parseDouble(rate.group(1)), micros);
  }

  /** Each transaction is a line; the third number is what it took in microseconds. */
  private static Histogram latencies(Path logs) throws IOException {
    Histogram micros = new Histogram(3);
    try (Stream<Path> files = Files.list(logs)) {
      for (Path file : files.toList()) {
        try (Stream<String> lines = Files.lines(file)) {
          lines.forEach(line -> micros.recordValue(Long.parseLong(line.split(" ", 4)[2])));
        }
        Files.delete(file);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    Files.delete(logs);
    return micros;
  }
}
