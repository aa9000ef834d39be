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
   * Loads what the first message would otherwise wait for. May take a second; call it from a thread
   * that has time.
   */
  default void warmUp() {}
}
