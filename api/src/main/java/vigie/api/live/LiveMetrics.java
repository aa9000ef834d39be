package vigie.api.live;

import java.time.Instant;

/** What the live feed counts. */
public interface LiveMetrics {
  /** An alert decided at this time was put to a stream now. */
  void alertFramed(Instant decidedAt);

  /** A record could not be read and was skipped. */
  void unreadable(Feed feed);
}
