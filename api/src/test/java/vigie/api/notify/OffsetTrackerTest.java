package vigie.api.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OffsetTrackerTest {
  private final OffsetTracker offsets = new OffsetTracker();

  @Test
  void nothingBehindAnUnfinishedRecordIsCommitted() {
    offsets.begin(0, 5);
    offsets.begin(0, 6);
    offsets.done(0, 6);
    assertThat(offsets.committable()).isEmpty();
    offsets.done(0, 5);
    assertThat(offsets.committable()).isEqualTo(Map.of(0, 7L));
    assertThat(offsets.committable()).isEmpty();
    assertThat(offsets.unfinished()).isZero();
  }

  @Test
  void aPartitionGivenUpIsForgotten() {
    offsets.begin(1, 5);
    offsets.giveUp(1);
    offsets.done(1, 5);
    assertThat(offsets.unfinished()).isZero();
    assertThat(offsets.committable()).isEmpty();
  }
}
