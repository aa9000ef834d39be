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
}
