package vigie.intake.decode;

import java.time.Instant;

/** Turns one message of one format into the readings in it. Stateless, safe to share. */
public interface PayloadDecoder {
  /**
   * Reads a payload; what cannot be read is said in the answer, never thrown.
   *
   * @param payload the message's bytes
   * @param received when the gateway took it, for formats that count time from there
   */
  Decoded decode(byte[] payload, Instant received);

  /**
   * The same for a message whose sender says over what time each of its values was made.
   *
   * @param word what Health Auto Export calls that time, such as "minutes"
   */
  default PayloadDecoder aggregated(String word) {
    return this;
  }

  /**
   * Loads what the first message would otherwise wait for. May take a second; call it from a thread
   * that has time.
   */
  default void warmUp() {}
}
