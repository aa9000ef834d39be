package vigie.audit;

import java.nio.charset.StandardCharsets;

/** Whether the certificate of an erasure is word for word what the API signed. */
public final class Certificates {
  private static final String KIND = "vigie-erasure-1\n";
  private static final String KEY = "\nkey ";
  private static final String SIGNATURE = "\nsignature ";

  private Certificates() {}

  /**
   * Checks the signature in the last line over all lines before it.
   *
   * @param text the certificate as the API gave it
   * @param keys whose signatures count
   */
  public static boolean sound(String text, Keys keys) {
    int signature = text.lastIndexOf(SIGNATURE);
    int key = signature < 0 ? -1 : text.lastIndexOf(KEY, signature - 1);
    if (!text.startsWith(KIND) || key < 0) {
      return false;
    }
    return keys.signed(
        text.substring(key + KEY.length(), signature),
        text.substring(0, signature + 1).getBytes(StandardCharsets.UTF_8),
        text.substring(signature + SIGNATURE.length()).strip());
  }
}
