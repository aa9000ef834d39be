package vigie.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import vigie.alert.AlertCommand;
import vigie.alert.Delivery;

/**
 * Commands of alerts that are not known yet, and deliveries: kept, tried again as of when they
 * happened once the alert is there, and given up. Stateless: all is in the {@link PatientMemory}.
 * Times in milliseconds since 1970 UTC.
 */
final class WaitingCommands {
  /** How long one waits for its alert, by the clock: a job far behind may read it first. */
  private static final Duration KEPT = Duration.ofHours(1);

  /**
   * The most of either kind that wait for alerts of one patient; beyond, the oldest is given up.
   */
  private static final int MOST = 16;

  private WaitingCommands() {}

  /** A command's alert is not known. */
  static void keep(PatientMemory memory, AlertCommand command, long now, Decisions out) {
    keep(memory, WaitingCommand.of(command, out.clock(now) + KEPT.toMillis()), out);
  }

  /** A delivery's alert is not known. */
  static void keep(PatientMemory memory, Delivery delivery, long now, Decisions out) {
    keep(memory, WaitingCommand.of(delivery, out.clock(now) + KEPT.toMillis()), out);
  }

  private static void keep(PatientMemory memory, WaitingCommand one, Decisions out) {
    List<WaitingCommand> waiting = new ArrayList<>(memory.waiting());
    List<WaitingCommand> ofItsKind =
        waiting.stream().filter(other -> other.ofDelivery() == one.ofDelivery()).toList();
    if (ofItsKind.size() == MOST) {
      waiting.remove(ofItsKind.get(0));
      givenUp(one, out);
    }
    waiting.add(one);
    memory.waiting(waiting);
    out.commandsWait = true;
  }

  /**
   * It is now: does what waited for an alert that is there, and gives up what waited too long.
   *
   * @param doing does what one says; false while its alert is not known
   */
  static void onTime(
      PatientMemory memory, long now, Decisions out, Predicate<WaitingCommand> doing) {
    List<WaitingCommand> waiting = memory.waiting();
    if (waiting.isEmpty()) {
      return;
    }
    List<WaitingCommand> left = new ArrayList<>();
    for (WaitingCommand one : waiting) {
      if (one.at() <= now && doing.test(one)) {
        continue;
      }
      if (one.until > now) {
        left.add(one);
      } else {
        givenUp(one, out);
      }
    }
    memory.waiting(left);
  }

  /** Nobody is waiting for a delivery to count; a person did something that came to nothing. */
  private static void givenUp(WaitingCommand one, Decisions out) {
    out.unknownCommands += one.ofDelivery() ? 0 : 1;
  }

  /** An alert may have come that something waits for. */
  static void note(Moment moment) {
    if (!moment.out().transitions.isEmpty() && !moment.memory().waiting().isEmpty()) {
      moment.out().commandsWait = true;
    }
  }

  /** The next time to look; Long.MAX_VALUE for none. */
  static long wakeAt(PatientMemory memory) {
    long wake = Long.MAX_VALUE;
    for (WaitingCommand one : memory.waiting()) {
      // As of when it happened, and so behind all that had been appended before.
      wake = Math.min(wake, isKnown(memory, one.alert()) ? one.at() : one.until);
    }
    return wake;
  }

  private static boolean isKnown(PatientMemory memory, UUID alert) {
    if (memory.profile() == null) {
      return false; // Nothing is answered while nothing is known of the patient.
    }
    for (String name : memory.watched()) {
      Watch watch = memory.watch(name);
      if (watch != null && AlertAnswers.knows(watch, alert)) {
        return true;
      }
    }
    return false;
  }
}
