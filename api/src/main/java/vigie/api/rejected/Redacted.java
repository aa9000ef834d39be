package vigie.api.rejected;

import java.util.regex.Pattern;

/** A refusal's words for operators: without anything that a device sent, or that tells of it. */
final class Redacted {
  private static final Pattern GUESS = Pattern.compile(": probably .*");
  private static final Pattern QUOTED = Pattern.compile("'[^']*'?");
  private static final Pattern NUMBER =
      Pattern.compile("(?<![\\p{L}\\p{N}])[-+]?\\p{N}[\\p{N}.,eE+-]*");
  private static final String HIDDEN = "…";

  private Redacted() {}

  /** The words with quoted text, numbers and guesses at the value left out. */
  static String of(String detail) {
    String told = GUESS.matcher(detail).replaceAll("");
    told = QUOTED.matcher(told).replaceAll("'" + HIDDEN + "'");
    return NUMBER.matcher(told).replaceAll(HIDDEN);
  }
}
