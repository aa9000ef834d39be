package vigie.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventLinesTest {
  private final EventLines lines = new EventLines();

  @Test
  void anEventEndsAtItsEmptyLine() {
    assertThat(read("id: 1:5", "event: alert", "data: {\"a\":1}", ""))
        .containsExactly(new ServerEvent("1:5", "alert", "{\"a\":1}"));
    assertThat(lines.lastId()).isEqualTo("1:5");
  }

  @Test
  void linesOfDataAreJoined() {
    assertThat(read("data:one", "data: two", ""))
        .containsExactly(new ServerEvent("", "message", "one\ntwo"));
  }

  @Test
  void commentsKeepTheConnectionAliveAndAreNoEvents() {
    assertThat(read(": still here", "", ":", "")).isEmpty();
  }

  @Test
  void theIdStaysForTheNextConnection() {
    read("id: 7", "data: x", "");
    assertThat(read("data: y", "")).containsExactly(new ServerEvent("7", "message", "y"));
  }

  private List<ServerEvent> read(String... text) {
    List<ServerEvent> events = new ArrayList<>();
    for (String line : text) {
      lines.line(line).ifPresent(events::add);
    }
    return events;
  }
}
