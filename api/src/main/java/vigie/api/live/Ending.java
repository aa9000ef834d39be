package vigie.api.live;

import java.util.Locale;

/** Why a stream is ended by us, as its last event tells. */
public enum Ending {
  /** The token is over: sign in again, then come back with the last id. */
  TOKEN_EXPIRED(false),
  /** The session was ended, by its person or by a new password. */
  SESSION_ENDED(false),
  /** The right to follow has ended. */
  ACCESS_ENDED(false),
  /** The client reads more slowly than events come: come back with the last id. */
  TOO_SLOW(true),
  /** What was missed cannot be read now: come back with the last id. */
  REPLAY_FAILED(true),
  /** The program stops: come back with the last id. */
  STOPPING(true);

  private final boolean reconnect;

  Ending(boolean reconnect) {
    this.reconnect = reconnect;
  }

  /** The stream's last event. */
  public Frame frame() {
    String reason = name().toLowerCase(Locale.ROOT).replace('_', '-');
    return new Frame("", reconnect ? "reconnect" : "end", "{\"reason\":\"" + reason + "\"}");
  }
}
