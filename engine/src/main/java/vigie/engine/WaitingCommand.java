package vigie.engine;

import java.util.UUID;
import vigie.alert.AlertCommand;
import vigie.alert.Delivery;
import vigie.codec.Codecs;

/**
 * What a person did about an alert that is not known yet, or what became of a notification of it:
 * after a failure either may be read again before the readings that made its alert. Called a
 * command for what savepoints know it by. Public fields are what Flink stores.
 */
public final class WaitingCommand {
  /** The command, as on its topic; empty for a delivery. */
  public byte[] command = {};

  /** The delivery, as on its topic; empty for a command, and in savepoints that knew of none. */
  public byte[] delivery = {};

  /** When it is given up, milliseconds since 1970 UTC. */
  public long until;

  /** An empty one, for Flink. */
  public WaitingCommand() {}

  static WaitingCommand of(AlertCommand command, long until) {
    WaitingCommand waiting = new WaitingCommand();
    waiting.command = Codecs.ALERT_COMMAND.encode(command);
    waiting.until = until;
    return waiting;
  }

  static WaitingCommand of(Delivery delivery, long until) {
    WaitingCommand waiting = new WaitingCommand();
    waiting.delivery = Codecs.DELIVERY.encode(delivery);
    waiting.until = until;
    return waiting;
  }

  boolean ofDelivery() {
    return delivery.length > 0;
  }

  AlertCommand command() {
    return Codecs.ALERT_COMMAND.decode(command);
  }

  Delivery delivery() {
    return Codecs.DELIVERY.decode(delivery);
  }

  /** Of which alert. */
  UUID alert() {
    return ofDelivery() ? delivery().alert() : command().alert();
  }

  /** When it happened, milliseconds since 1970 UTC. */
  long at() {
    return (ofDelivery() ? delivery().at() : command().at()).toEpochMilli();
  }
}
