package vigie;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TopicTest {
  @Test
  @Tag("C-88")
  void whatDevicesSentStaysInTheStreamForSevenDaysAtMost() {
    assertThat(Topic.ALL)
        .filteredOn(
            topic -> topic.name().equals(Topics.READING) || topic.name().equals(Topics.REJECTED))
        .hasSize(2)
        .allSatisfy(topic -> assertThat(topic.retention()).isLessThanOrEqualTo(Duration.ofDays(7)))
        .allSatisfy(
            topic -> assertThat(topic.settings()).containsEntry("cleanup.policy", "delete"));
  }

  @Test
  @Tag("C-71")
  void whatIsKeptByTimeIsGoneAfterSevenDaysItsOpenSegmentIncluded() {
    assertThat(Topic.ALL)
        .filteredOn(topic -> !topic.compacted())
        .allSatisfy(
            topic -> {
              long kept = Long.parseLong(topic.settings().getOrDefault("retention.ms", ""));
              long open = Long.parseLong(topic.settings().getOrDefault("segment.ms", ""));
              assertThat(Duration.ofMillis(kept + open)).isLessThan(Duration.ofDays(7));
            });
  }
}
