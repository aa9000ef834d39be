package vigie.engine;

import vigie.alert.AlertCommand;
import vigie.codec.Codecs;

/**
 * What a person did about an alert that is not known yet: after a failure a command may be read
 * again before the readings that made its alert. Public fields are what Flink stores.
 */
public final class WaitingCommand {
  /** The command, as on its topic. */
  public byte[] command = {};

  /** When it is given up, milliseconds since 1970 UTC. */
  public long until;

  /** An empty one, for Flink. */
  public WaitingCommand() {}

  WaitingCommand(AlertCommand command, long until) {
    this.command = Codecs.ALERT_COMMAND.encode(command);
    this.until = until;
  }

  AlertCommand command() {
    return Codecs.ALERT_COMMAND.decode(command);
  }
}
