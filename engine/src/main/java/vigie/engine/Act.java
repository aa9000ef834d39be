package vigie.engine;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertCommand;
import vigie.alert.Cause;

/** What other than a reading led here; tells the cause where the difference alone cannot. */
record Act(Cause cause, @Nullable UUID actor, String note, Instant at) {
  /** By no person, now. */
  static Act of(Cause cause, Moment moment) {
    return new Act(cause, null, "", moment.time());
  }

  /** By the person of this command. */
  static Act of(Cause cause, AlertCommand command) {
    return new Act(cause, command.actor(), command.note(), command.at());
  }
}
