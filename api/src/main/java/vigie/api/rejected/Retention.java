package vigie.api.rejected;

import java.time.Duration;
import vigie.Topic;
import vigie.Topics;

/** How long refused readings are kept: as long as their topic does. */
final class Retention {
  static final Duration REJECTED =
      Topic.ALL.stream()
          .filter(topic -> topic.name().equals(Topics.REJECTED))
          .findFirst()
          .orElseThrow()
          .retention();

  private Retention() {}
}
