package vigie.api.web;

import org.jspecify.annotations.Nullable;

/** What people write in words, as a field of a request. */
public final class FieldText {
  private FieldText() {}

  /**
   * The text without blanks around it. A zero character, which the store takes in no text, is
   * refused.
   *
   * @param field its name in the request
   * @param text as it was sent; null for not at all
   * @param lengthMax the most characters it may have
   * @throws Refusal naming the field, when nothing is left or too much
   */
  public static String of(String field, @Nullable String text, int lengthMax) {
    String stripped = text == null ? "" : text.strip();
    if (stripped.isEmpty() || stripped.length() > lengthMax || stripped.indexOf('\0') >= 0) {
      throw Refusal.invalid(field, "must have 1 to " + lengthMax + " characters");
    }
    return stripped;
  }
}
