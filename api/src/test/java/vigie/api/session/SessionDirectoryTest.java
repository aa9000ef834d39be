package vigie.api.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The ended sessions in memory. */
class SessionDirectoryTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
  private static final UUID FIRST = new UUID(1, 1);
  private static final UUID SECOND = new UUID(1, 2);

  private final SessionDirectory directory = new SessionDirectory();

  @Test
  void anEndIsKnownAndTold() {
    List<UUID> told = new ArrayList<>();
    directory.listen(told::add);

    directory.end(FIRST, NOW.plusSeconds(960), NOW);

    assertThat(directory.ended(FIRST)).isTrue();
    assertThat(directory.ended(SECOND)).isFalse();
    assertThat(told).containsExactly(FIRST);
  }

  @Test
  void whatNoTokenCanNameAnyMoreIsForgotten() {
    directory.end(FIRST, NOW.plusSeconds(960), NOW);

    directory.end(SECOND, NOW.plusSeconds(2_000), NOW.plusSeconds(960));
    assertThat(directory.size()).isEqualTo(2);

    directory.end(SECOND, NOW.plusSeconds(2_000), NOW.plusSeconds(961));
    assertThat(directory.size()).isEqualTo(1);
    assertThat(directory.ended(SECOND)).isTrue();
  }
}
