package vigie.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackLockTest {

  @Test
  void aFolderIsHeldByOneStackOnly(@TempDir Path data) {
    try (StackLock first = StackLock.take(data)) {
      assertThat(first).isNotNull();
      assertThatThrownBy(() -> StackLock.take(data))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("already runs on " + data)
          .hasMessageContaining("--data");
    }
  }

  @Test
  void askingDoesNotTakeTheFolderAway(@TempDir Path data) {
    try (StackLock held = StackLock.take(data)) {
      assertThat(held).isNotNull();
      assertThat(StackLock.isTaken(data)).isTrue();
      assertThat(StackLock.isTaken(data)).isTrue();
    }
    assertThat(StackLock.isTaken(data)).isFalse();
  }
}
