package vigie.api.alarm;

import java.util.function.Function;
import vigie.api.notify.Words;

/**
 * What is wrong, in both languages; no health data and no address.
 *
 * @param french some sentences
 * @param english the same
 */
public record Fault(String french, String english) {
  /** What is said so in the words of each language. */
  public static Fault of(Function<Words, String> said) {
    return new Fault(said.apply(Words.of("fr")), said.apply(Words.of("en")));
  }

  /** In the language of who is told. */
  String in(Words words) {
    return words.language().equals("en") ? english : french;
  }
}
