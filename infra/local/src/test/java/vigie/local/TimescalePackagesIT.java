package vigie.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.local.junit.FreePorts;

class TimescalePackagesIT {

  @Test
  void anOrdinaryUserFetchesAndRunsIt(@TempDir Path folder) throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path fetch = readable(Scripts.unpack("timescale-fetch.sh", folder));
    Path run = readable(Scripts.unpack("timescale-run.sh", folder));
    Path fetched = folder.resolve("fetched");
    Path log = folder.resolve("fetch.log");
    Process fetching =
        asOrdinaryUser(
            folder, log, Map.of(), "bash", fetch.toString(), fetched.toString(), "trixie", "17");
    assertThat(fetching.waitFor(10, TimeUnit.MINUTES)).isTrue();
    assertThat(fetching.exitValue()).as(() -> LogTail.lastLines(log, 20).toString()).isZero();

    int port = FreePorts.reserved().database();
    Process server =
        asOrdinaryUser(
            folder,
            folder.resolve("server.log"),
            Map.of("POSTGRES_SECRET", "aa", "VIGIE_SECRET", "bb", "MEASURES_SECRET", "cc"),
            "bash",
            run.toString(),
            fetched.resolve("usr/lib/postgresql/17/bin").toString(),
            folder.resolve("data").toString(),
            Integer.toString(port));
    try {
      Readiness readiness =
          new TimescaleReadiness(
              port,
              new TimescaleDatabase(
                  "jdbc:postgresql://127.0.0.1:" + port + "/vigie", "vigie", "bb"));
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() -> assertThat(readiness.problem()).isEmpty());
    } finally {
      server.destroyForcibly().waitFor();
      // The files belong to another user: the folder can only be emptied by us when we are root.
      asOrdinaryUser(folder, log, Map.of(), "rm", "-rf", fetched.toString(), folder + "/data")
          .waitFor();
    }
  }

  private static Path readable(Path script) throws Exception {
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return script;
  }

  private static Process asOrdinaryUser(
      Path folder, Path log, Map<String, String> environment, String... command) throws Exception {
    List<String> all = new ArrayList<>();
    if (Files.isWritable(Path.of("/etc/shadow"))) { // we are root
      all.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
    }
    all.addAll(List.of(command));
    ProcessBuilder builder = new ProcessBuilder(all);
    builder.environment().putAll(environment);
    return builder
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }
}
