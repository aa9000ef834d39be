package vigie.engine;

import java.util.ArrayList;
import java.util.List;
import vigie.alert.AlertTransition;
import vigie.alert.Notification;

/** What one input led to, in order. Filled by the core, emptied by its caller. */
public final class Decisions {
  /** Nothing decided yet. */
  public Decisions() {}

  /**
   * When what is decided is told, by the clock on the wall, in milliseconds since 1970 UTC: later
   * than the time of the decision while a job catches up. Set by the caller before it asks; left as
   * it is it says that both are one.
   */
  public long clock = Long.MIN_VALUE;

  /** What became of alerts. */
  public final List<AlertTransition> transitions = new ArrayList<>();

  /** Whom to tell. */
  public final List<Notification> notifications = new ArrayList<>();

  /** Why somebody was not told, once for each alert of which nobody was. */
  public final List<Suppression> suppressed = new ArrayList<>();

  /** How many notifications had nobody to go to: an operator's alarm. */
  public int withoutRecipient;

  /** How many patients' readings were forgotten because no profile came: an operator's alarm. */
  public int withoutProfile;

  /** How many commands were given up, because no alert of theirs came. */
  public int unknownCommands;

  /** Whether a time to wake was set, moved or dropped. */
  public boolean timesChanged;

  /**
   * Whether a command or delivery waits for its alert, or need not any more: the time to wake may
   * have moved, though nothing was decided.
   */
  public boolean commandsWait;

  /** Whether an alert is over in whose shadow others may have stood untold. */
  boolean released;

  /** When what is decided as of then is told. */
  long clock(long now) {
    return Math.max(now, clock);
  }

  /** Ready for the next input. */
  public void clear() {
    clock = Long.MIN_VALUE;
    transitions.clear();
    notifications.clear();
    suppressed.clear();
    withoutRecipient = 0;
    withoutProfile = 0;
    unknownCommands = 0;
    timesChanged = false;
    commandsWait = false;
    released = false;
  }
}
