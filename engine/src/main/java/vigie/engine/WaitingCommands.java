package vigie.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import vigie.alert.AlertCommand;

/**
 * Commands of alerts that are not known yet: kept, tried again as of when they were given once the
 * alert is there, and given up. Stateless: all is in the {@link PatientMemory}. Times in
 * milliseconds since 1970 UTC.
 */
final class WaitingCommands {
  /** How long a command waits for its alert, by the clock: a job far behind may read it first. */
  private static final Duration KEPT = Duration.ofHours(1);

  /** The most that wait for alerts of one patient; beyond, the oldest is given up. */
  private static final int MOST = 16;

  private WaitingCommands() {}

  /** A command's alert is not known. */
  static void keep(PatientMemory memory, AlertCommand command, long now, Decisions out) {
    List<WaitingCommand> waiting = new ArrayList<>(memory.waiting());
    if (waiting.size() == MOST) {
      waiting.remove(0);
      out.unknownCommands++;
    }
    waiting.add(new WaitingCommand(command, out.clock(now) + KEPT.toMillis()));
    memory.waiting(waiting);
    out.commandsWait = true;
  }

  /**
   * It is now: answers what waited for an alert that is there, and gives up what waited too long.
   *
   * @param answer does what a command says; false while its alert is not known
   */
  static void onTime(
      PatientMemory memory, long now, Decisions out, Predicate<AlertCommand> answer) {
    List<WaitingCommand> waiting = memory.waiting();
    if (waiting.isEmpty()) {
      return;
    }
    List<WaitingCommand> left = new ArrayList<>();
    for (WaitingCommand one : waiting) {
      AlertCommand command = one.command();
      if (command.at().toEpochMilli() <= now && answer.test(command)) {
        continue;
      }
      if (one.until > now) {
        left.add(one);
      } else {
        out.unknownCommands++;
      }
    }
    memory.waiting(left);
  }

  /** An alert may have come that a command waits for. */
  static void note(Moment moment) {
    if (!moment.out().transitions.isEmpty() && !moment.memory().waiting().isEmpty()) {
      moment.out().commandsWait = true;
    }
  }

  /** The next time to look; Long.MAX_VALUE for none. */
  static long wakeAt(PatientMemory memory) {
    long wake = Long.MAX_VALUE;
    for (WaitingCommand one : memory.waiting()) {
      AlertCommand command = one.command();
      // As of when it was given, and so behind all that had been appended before.
      wake =
          Math.min(
              wake, isKnown(memory, command.alert()) ? command.at().toEpochMilli() : one.until);
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
