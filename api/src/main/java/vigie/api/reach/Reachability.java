package vigie.api.reach;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;

/**
 * Whether anybody beside the patient could be told of an alert, asked before a patient is watched.
 */
@Singleton
public final class Reachability {
  private final JdbcReach rows;
  private final Clock clock;

  Reachability(JdbcReach rows, Clock clock) {
    this.rows = rows;
    this.clock = clock;
  }

  /** Whether somebody who could help could be told as it stands now. */
  public boolean somebody(UUID patient) {
    return rows.of(patient, clock.instant())
        .map(reach -> reach.finding().filter(Reach.Finding::unreachable).isEmpty())
        .orElse(false);
  }
}
