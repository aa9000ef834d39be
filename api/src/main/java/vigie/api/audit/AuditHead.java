package vigie.api.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The signed state of the chain at some time.
 *
 * @param number 1, 2, 3 …
 * @param at when; whole in microseconds
 * @param first the chain's first line
 * @param seq the newest line
 * @param hash of that line
 * @param key id of the key that signed
 * @param signature over {@link #signed}
 */
// Nobody compares two.
@SuppressWarnings("ArrayRecordComponent")
public record AuditHead(
    long number, Instant at, long first, long seq, byte[] hash, String key, byte[] signature) {
  /** Copies what could change. */
  public AuditHead {
    hash = hash.clone();
    signature = signature.clone();
  }

  /** What a head's signature is over. */
  static byte[] signed(long number, Instant at, long first, long seq, byte[] hash, String key) {
    return String.join(
            "\n",
            "vigie-audit-head-1",
            Long.toString(number),
            Long.toString(AuditChain.micros(at)),
            Long.toString(first),
            Long.toString(seq),
            HexFormat.of().formatHex(hash),
            key)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The head as one line to be kept elsewhere. */
  public String line() {
    return String.join(
        " ",
        Long.toString(number),
        Long.toString(AuditChain.micros(at)),
        Long.toString(first),
        Long.toString(seq),
        HexFormat.of().formatHex(hash),
        key,
        Base64.getEncoder().encodeToString(signature));
  }
}
