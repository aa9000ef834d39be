package vigie.api.erasure;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The proof of an erasure: a text for people and programs, one fact a line, its last line an
 * Ed25519 signature over all lines before. It names nobody: who it was is known to whoever kept the
 * receipt.
 */
final class ErasureCertificate {
  /** The first line, which tells it from everything else that the key signs. */
  static final String KIND = "vigie-erasure-1";

  private static final Duration STREAM_KEPT = Duration.ofDays(7);

  private ErasureCertificate() {}

  /** One step that was done: how many rows went, and when. */
  record Step(String name, long rows, Instant at) {}

  /** Rows that stay. */
  record Kept(String table, long rows, String why) {}

  /**
   * Writes and signs it.
   *
   * @param erasure its id
   * @param patient who was erased
   * @param asked when it was asked for
   * @param again when it was applied again after a restore; null when it was not
   * @param done when the last step was done
   * @param steps in their order
   * @param kept what stays, and why
   * @param key the signing key's id
   * @param sign signs bytes
   */
  static String of(
      UUID erasure,
      UUID patient,
      Instant asked,
      @Nullable Instant again,
      Instant done,
      List<Step> steps,
      List<Kept> kept,
      String key,
      UnaryOperator<byte[]> sign) {
    StringBuilder text = new StringBuilder();
    line(text, KIND);
    line(text, "erasure " + erasure);
    line(text, "patient " + patient);
    line(text, "asked " + asked);
    if (again != null) {
      line(text, "again " + again);
    }
    steps.forEach(step -> line(text, "gone " + step.rows() + " " + step.at() + " " + step.name()));
    kept.forEach(
        each -> line(text, "kept " + each.rows() + " " + each.table() + ": " + each.why()));
    line(
        text,
        "stream compacted topics within a day; topics kept by time run out by "
            + done.plus(STREAM_KEPT));
    line(text, "done " + done);
    line(text, "key " + key);
    byte[] signature = sign.apply(text.toString().getBytes(StandardCharsets.UTF_8));
    line(text, "signature " + Base64.getEncoder().encodeToString(signature));
    return text.toString();
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append('\n');
  }
}
