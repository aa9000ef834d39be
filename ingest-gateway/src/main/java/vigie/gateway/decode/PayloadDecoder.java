package vigie.gateway.decode;

/** Turns one message of one format into the readings in it. Stateless, safe to share. */
public interface PayloadDecoder {
  /** Reads a payload; what cannot be read is said in the answer, never thrown. */
  Decoded decode(byte[] payload);
}
