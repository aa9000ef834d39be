package vigie.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.local.junit.FreePorts;

class FlinkClusterIT {

  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private final Path folder;

  FlinkClusterIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aJobKeepsItsStateThroughKillsOfTheTaskManagerAndThenOfBoth() throws Exception {
    Path written = folder.resolve("written");
    FlinkCluster flink =
        new FlinkCluster(
            FreePorts.reserved(),
            folder.resolve("flink"),
            folder.resolve("logs"),
            List.of(compiledJob().toString()),
            FlinkSettings.DEFAULT,
            Map.of());
    FlinkJob job =
        new FlinkJob(
            "counting",
            "000000000000000000000000000000c1",
            "CountingJob",
            List.of(written.toString()),
            1);
    try {
      flink.start(TIMEOUT);
      assertThat(flink.ensureRunning(job)).isTrue();
      awaitCheckpoint(flink, job);
      assertThat(flink.ensureRunning(job)).isFalse();

      long before = lastNumber(written);
      flink.taskManager().kill();
      flink.taskManager().start(TIMEOUT);
      await().atMost(TIMEOUT).until(() -> lastNumber(written) > before + 50);

      awaitCheckpoint(flink, job);
      long beforeBoth = lastNumber(written);
      flink.kill();
      flink.start(TIMEOUT);
      assertThat(flink.state(job)).isEmpty();
      assertThat(flink.ensureRunning(job)).isTrue();
      await().atMost(TIMEOUT).until(() -> lastNumber(written) > beforeBoth + 50);

      // State and source went back to the same point each time, and not to the beginning.
      assertThat(lines(written))
          .allSatisfy(
              line ->
                  assertThat(Long.parseLong(line.split(" ", -1)[1]))
                      .isEqualTo(Long.parseLong(line.split(" ", -1)[0]) + 1));
      assertThat(lines(written).stream().filter(line -> line.startsWith("0 "))).hasSize(1);
    } finally {
      flink.kill();
    }
  }

  private static void awaitCheckpoint(FlinkCluster flink, FlinkJob job) {
    await()
        .atMost(TIMEOUT)
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> flink.lastCheckpoint(job).isPresent());
  }

  private Path compiledJob() throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-nowarn",
                "-cp",
                ClassPaths.joined(ClassPaths.of("flink")),
                "-d",
                classes.toString(),
                Path.of("src/test/resources/job/CountingJob.java").toString());
    assertThat(code).isZero();
    return classes;
  }

  private static long lastNumber(Path written) throws IOException {
    List<String> lines = lines(written);
    return lines.isEmpty() ? -1 : Long.parseLong(lines.get(lines.size() - 1).split(" ", -1)[0]);
  }

  /** Whole lines only: the last one may just be being written. */
  private static List<String> lines(Path written) throws IOException {
    if (!Files.exists(written)) {
      return List.of();
    }
    String text = Files.readString(written);
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }
}
