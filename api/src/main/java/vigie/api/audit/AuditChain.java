package vigie.api.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What links each line of the audit to the one before: the form {@code vigie-audit-1}, as the
 * module {@code infra/audit} describes it, which verifies it with code of its own. Pure.
 */
public final class AuditChain {
  private static final int HASH_BYTES = 32;

  private AuditChain() {}

  /** What stands before the first line: zeros. */
  public static byte[] beginning() {
    return new byte[HASH_BYTES];
  }

  /**
   * The hash of a line.
   *
   * @param before the hash of the line before
   * @param seq the line's number
   * @param line whose time is whole in microseconds, as the store keeps it
   */
  public static byte[] hash(byte[] before, long seq, AuditLine line) {
    MessageDigest digest = sha256();
    digest.update(before);
    for (Map.Entry<String, String> column : columns(seq, line).entrySet()) {
      byte[] value = column.getValue().getBytes(StandardCharsets.UTF_8);
      digest.update((column.getKey() + '=' + value.length + ':').getBytes(StandardCharsets.UTF_8));
      digest.update(value);
      digest.update((byte) '\n');
    }
    return digest.digest();
  }

  /** Every column of the line that is not null, by name; one more in the table is one more here. */
  public static SortedMap<String, String> columns(long seq, AuditLine line) {
    SortedMap<String, String> columns = new TreeMap<>();
    columns.put("seq", Long.toString(seq));
    columns.put("at", Long.toString(micros(line.at())));
    put(columns, "actor", line.actor());
    put(columns, "role", line.role());
    columns.put("action", line.action());
    put(columns, "patient_id", line.patient());
    columns.put("allowed", Boolean.toString(line.allowed()));
    columns.put("reason", line.reason());
    columns.put("route", line.route());
    columns.put("request_id", line.requestId());
    put(columns, "purpose", line.purpose());
    return columns;
  }

  /** Microseconds since 1970. */
  static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static void put(Map<String, String> columns, String name, @Nullable Object value) {
    if (value != null) {
      columns.put(name, value.toString());
    }
  }
}
