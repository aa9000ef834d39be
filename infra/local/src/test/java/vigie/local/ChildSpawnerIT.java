package vigie.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.local.junit.FreePorts;

class ChildSpawnerIT {

  @Test
  void serversDieWithTheirParentEvenWhenItIsKilled(@TempDir Path folder) throws Exception {
    Ports ports = FreePorts.reserved();
    Process parent =
        new ProcessBuilder(
                JavaCommand.of(
                    List.of("-Xmx128m"),
                    List.of(
                        System.getProperty(
                            "surefire.test.class.path", System.getProperty("java.class.path"))),
                    ShortLivedParent.class.getName(),
                    List.of(folder.toString(), Integer.toString(ports.offset()))))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = parent.inputReader()) {
      String pids = "";
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.matches("\\d+ \\d+")) {
          pids = line;
          break;
        }
      }
      List<ProcessHandle> children =
          Stream.of(pids.split(" ", -1))
              .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
              .toList();
      assertThat(children).hasSize(2).allMatch(ProcessHandle::isAlive);

      parent.destroyForcibly().waitFor();

      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
      await().atMost(Duration.ofSeconds(20)).until(() -> Ports.isFree(ports.database()));
    } finally {
      parent.destroyForcibly();
    }
  }
}
