package vigie.api.alarm;

import vigie.api.notify.Words;

/**
 * What is wrong, in both languages; no health data and no address.
 *
 * @param french some sentences
 * @param english the same
 */
public record Fault(String french, String english) {
  /** In the language of who is told. */
  String in(Words words) {
    return words.either(french, english);
  }
}
