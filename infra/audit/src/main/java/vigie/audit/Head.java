package vigie.audit;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A signed head: what the chain's newest line was at some time.
 *
 * @param number 1, 2, 3 …
 * @param atMicros when it was signed, in microseconds since 1970
 * @param first the chain's first line
 * @param seq the line whose hash is signed
 * @param hash that hash in hex
 * @param key the signing key's id
 * @param signature Ed25519, in Base64
 */
public record Head(
    long number, long atMicros, long first, long seq, String hash, String key, String signature) {
  private static final int FIELDS = 7;

  /**
   * Reads one line of an export: the fields in their order, a space between.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static Head parse(String line) {
    String[] fields = line.strip().split(" ", -1);
    if (fields.length != FIELDS) {
      throw new IllegalArgumentException("not a head: '" + line + "'");
    }
    try {
      HexFormat.of().parseHex(fields[4]);
      Base64.getDecoder().decode(fields[6]);
      return new Head(
          Long.parseLong(fields[0]),
          Long.parseLong(fields[1]),
          Long.parseLong(fields[2]),
          Long.parseLong(fields[3]),
          fields[4],
          fields[5],
          fields[6]);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("not a head: '" + line + "'", e);
    }
  }

  /** What is signed. */
  byte[] signed() {
    return String.join(
            "\n",
            "vigie-audit-head-1",
            Long.toString(number),
            Long.toString(atMicros),
            Long.toString(first),
            Long.toString(seq),
            hash,
            key)
        .getBytes(StandardCharsets.UTF_8);
  }
}
