package vigie.cli.stack;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.local.Ports;
import vigie.local.junit.FreePorts;

/** Real servers, two stacks beside each other; nothing is left running. */
class StackIT {

  private static final Set<String> PARTS = Set.of(StackParts.KAFKA, StackParts.DATABASE);

  private final List<String> said = new CopyOnWriteArrayList<>();

  @Test
  void aStackComesUpRestartsAKilledPartAndLeavesNoProcess(@TempDir Path folder)
      throws InterruptedException {
    StackSettings settings = settings(folder.resolve("data"));
    List<Long> pids;
    try (Stack stack = Stack.start(settings, PARTS, said::add)) {
      StackStatus status = new StackInquiry(settings).ask();
      assertThat(status.state()).isEqualTo("ready");
      assertThat(status.problems()).isEmpty();
      assertThat(status.parts())
          .hasSize(2)
          .allSatisfy(part -> assertThat(part.state()).isEqualTo("ready"));

      long killed = stack.part(StackParts.KAFKA).pid();
      stack.part(StackParts.KAFKA).kill();
      await().atMost(ofMinutes(2)).pollInterval(ofMillis(100)).until(() -> restarts(stack) == 1);

      assertThat(said).anyMatch(line -> line.startsWith("kafka died with code 137"));
      assertThat(stack.part(StackParts.KAFKA).pid()).isNotEqualTo(killed);
      pids = new StackInquiry(settings).ask().parts().stream().map(PartState::pid).toList();
      assertThat(pids).allMatch(pid -> ProcessHandle.of(pid).isPresent());
    }
    assertThat(pids).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
    assertThat(new StackInquiry(settings).ask().state()).isEqualTo("stopped");
  }

  @Test
  void twoStacksRunBesideEachOtherButNotOnOneFolder(@TempDir Path folder)
      throws InterruptedException {
    StackSettings one = settings(folder.resolve("one"));
    Set<String> kafka = Set.of(StackParts.KAFKA);
    try (Stack first = Stack.start(one, kafka, said::add)) {
      StackSettings two = settings(folder.resolve("two"));
      try (Stack second = Stack.start(two, kafka, said::add)) {
        assertThat(first.addresses().kafka()).isNotEqualTo(second.addresses().kafka());
        assertThat(new StackInquiry(one).ask().state()).isEqualTo("ready");
        assertThat(new StackInquiry(two).ask().state()).isEqualTo("ready");
      }
      assertThatThrownBy(() -> Stack.start(one, kafka, said::add))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("already runs on");
      assertThat(new StackInquiry(one).ask().state()).isEqualTo("ready");
    }
  }

  @Test
  void aTakenPortIsNamedWithTheVariableThatMovesIt(@TempDir Path folder) throws IOException {
    StackSettings settings = settings(folder);
    int port = settings.ports().kafka();
    try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(other.isBound()).isTrue();
      assertThatThrownBy(() -> Stack.start(settings, Set.of(StackParts.KAFKA), said::add))
          .isInstanceOf(StartFailedException.class)
          .hasMessageContaining("Port " + port)
          .hasMessageContaining("VIGIE_PORT_OFFSET");
    }
    assertThat(Stack.runsOn(settings)).isFalse();
  }

  private static int restarts(Stack stack) {
    return stack.restartsIfReady(StackParts.KAFKA);
  }

  private static StackSettings settings(Path data) {
    int offset = FreePorts.reserved().offset();
    return StackSettings.of(data, Map.of(Ports.VARIABLE, Integer.toString(offset)));
  }
}
