package vigie.audit;

/**
 * Something that is not as it was written.
 *
 * @param kind what
 * @param seq the line at which it shows; for a head the line that it signed
 * @param text for people
 */
public record Finding(Kind kind, long seq, String text) {
  /** What was done, as far as it can be told. */
  public enum Kind {
    /** The line does not follow from its own content and the line before. */
    ALTERED,
    /** Numbers are left out before this line. */
    MISSING,
    /** The line is not the one whose hash was signed: it or an earlier one was rewritten. */
    REWRITTEN,
    /** The chain ends before a line that was signed. */
    TRUNCATED,
    /** A head bears no signature of a known key, or contradicts another. */
    FORGED_HEAD,
    /** A head was taken out of the store. */
    MISSING_HEAD,
    /** No head vouches for any line. */
    UNSIGNED
  }
}
