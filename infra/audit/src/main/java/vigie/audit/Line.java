package vigie.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One line of the audit as it stands in the store.
 *
 * @param seq its number
 * @param hash what it says its hash is, in hex; null for a line from before the chain
 * @param columns every column that is not null but the hash, by name
 */
public record Line(long seq, @Nullable String hash, SortedMap<String, String> columns) {
  /** Copies what could change. */
  public Line {
    columns = new TreeMap<>(columns);
  }

  /** The hash that the line must have after this one, both in hex. */
  public String hashAfter(String before) {
    MessageDigest digest = sha256();
    digest.update(HexFormat.of().parseHex(before));
    for (Map.Entry<String, String> column : columns.entrySet()) {
      byte[] value = column.getValue().getBytes(StandardCharsets.UTF_8);
      digest.update((column.getKey() + "=" + value.length + ":").getBytes(StandardCharsets.UTF_8));
      digest.update(value);
      digest.update((byte) '\n');
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
