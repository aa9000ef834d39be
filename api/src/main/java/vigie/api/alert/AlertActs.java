package vigie.api.alert;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertCommand;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.api.access.Action;
import vigie.api.access.Caller;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;

/** What people do about an alert: asked for, checked, and passed on to the stream. */
@Singleton
public final class AlertActs {
  private static final int NOTE_LENGTH_MAX = 1_000;

  private final AlertAccess access;
  private final KafkaAlertCommands commands;
  private final Clock clock;

  /** Wired by the program. */
  public AlertActs(AlertAccess access, KafkaAlertCommands commands, Clock clock) {
    this.access = access;
    this.commands = commands;
    this.clock = clock;
  }

  /**
   * What somebody wants to do.
   *
   * @param action the right it takes
   * @param kind what is done
   * @param note the actor's words; null for none
   * @param pause only of a pause
   */
  record Act(
      Action action, AlertCommand.Kind kind, @Nullable String note, @Nullable Duration pause) {}

  /**
   * Passes it on; it is durable when this returns, its effect follows at once.
   *
   * @return the command's id
   * @throws Refusal when not allowed, or the alert is over
   */
  UUID send(Caller caller, UUID alert, Act act) {
    AlertTransition newest = access.ask(caller, act.action(), alert);
    String note = act.note() == null ? "" : act.note().strip();
    if (note.length() > NOTE_LENGTH_MAX) {
      throw Refusal.invalid("note", "must have at most " + NOTE_LENGTH_MAX + " characters");
    }
    Duration pause = act.pause();
    Duration most = newest.severity().longestPause();
    if (pause != null && (pause.isNegative() || pause.isZero() || pause.compareTo(most) > 0)) {
      throw Refusal.invalid(
          "minutes", "must be from 1 to " + most.toMinutes() + " for an alert this severe");
    }
    if (newest.phase() == AlertPhase.RESOLVED) {
      throw new Refusal(ProblemCode.CONFLICT, "the alert is over");
    }
    UUID command = UUID.randomUUID();
    commands.send(
        new AlertCommand(
            command,
            newest.patient(),
            alert,
            act.kind(),
            caller.actor().person(),
            clock.instant(),
            note,
            pause));
    return command;
  }
}
