package vigie.api.thirdparty;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Names of people who are neither the patient nor acted for them as professionals, taken out of
 * texts that the patient is given (C-67; GDPR articles 15(4) and 20(4)). Whole words count, accents
 * and case do not. Pure; safe for many threads.
 *
 * <p>Of people near the patient each name is taken out wherever it stands. Of everybody else whom
 * Vigie knows, first and last name side by side, and the last name behind Mr or Mrs: alone, half of
 * their names are words such as petit, rose or martin, and tell of nobody.
 */
public final class ThirdParties {
  /** What stands where a name was. */
  public static final String MARK = "[…]";

  /** A name of fewer letters is left: it is too many words. */
  private static final int LETTERS_MIN = 3;

  /** A word of a longer name counts alone from so many letters: des, van and the like do not. */
  private static final int WORD_OF_A_NAME_MIN = 4;

  /** Of somebody who is not near, either name has so many letters: an initial does not count. */
  private static final int INITIAL_MAX = 1;

  /** A name of more words is looked for by these. */
  private static final int WORDS_MAX = 8;

  private static final Set<String> TITLES =
      Set.of("m", "mr", "mme", "mlle", "monsieur", "madame", "mademoiselle", "mrs", "ms", "miss");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}_]+");
  private static final Pattern BETWEEN = Pattern.compile("[\\s\\u00a0\\u202f.'’-]{1,3}");
  private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");

  private final Set<String> kept = new HashSet<>();
  private final Set<String> taken = new HashSet<>();
  private final Set<String> takenAfterTitle = new HashSet<>();
  private int wordsMax = 1;

  /** What somebody is to the patient. */
  public enum Tie {
    /** The patient. */
    SELF,
    /** A professional who acted for them. */
    ACTED,
    /** Emergency contacts, representatives, those with a grant, who shared a device, and so on. */
    NEAR,
    /** Anybody else whom Vigie knows. */
    KNOWN
  }

  /** A person's name. */
  public record Name(String first, String last, Tie tie) {}

  /**
   * A text.
   *
   * @param taken how many names were taken out
   */
  public record Text(String text, int taken) {}

  /** One word of a text, in its place. */
  private record Word(int start, int end, String folded) {}

  /** From this word to before that, and whether it goes. */
  private record Found(int words, boolean goes) {}

  /** Those of these people who are third parties; the others' names stay in any case. */
  public ThirdParties(Collection<Name> people) {
    for (Name name : people) {
      String first = phrase(name.first());
      String last = phrase(name.last());
      switch (name.tie()) {
        case SELF, ACTED -> {
          both(first, last, kept);
          kept.add(last);
          if (name.tie() == Tie.SELF) {
            kept.add(first);
            kept.addAll(List.of(first.split(" ", -1)));
            kept.addAll(List.of(last.split(" ", -1)));
          }
        }
        case NEAR -> {
          both(first, last, taken);
          near(first);
          near(last);
        }
        case KNOWN -> {
          if (first.length() > INITIAL_MAX && last.length() > INITIAL_MAX) {
            both(first, last, taken);
          }
          add(last, takenAfterTitle);
        }
      }
    }
    taken.removeAll(kept);
    takenAfterTitle.removeAll(kept);
    for (Set<String> names : List.of(kept, taken, takenAfterTitle)) {
      for (String name : names) {
        wordsMax = Math.max(wordsMax, Math.min(WORDS_MAX, name.split(" ", -1).length));
      }
    }
  }

  /** The text without them. */
  public Text without(String text) {
    List<Word> words = WORD.matcher(text).results().map(ThirdParties::word).toList();
    StringBuilder left = new StringBuilder();
    int copied = 0;
    int gone = 0;
    for (int i = 0; i < words.size(); ) {
      Found found = at(text, words, i);
      if (found.goes()) {
        left.append(text, copied, words.get(i).start()).append(MARK);
        copied = words.get(i + found.words() - 1).end();
        gone++;
      }
      i += found.words();
    }
    return new Text(left.append(text, copied, text.length()).toString(), gone);
  }

  /** The longest name that begins with this word: a patient's own goes before a part of it. */
  private Found at(String text, List<Word> words, int from) {
    Found found = new Found(1, false);
    boolean titled =
        from > 0
            && TITLES.contains(words.get(from - 1).folded())
            && together(text, words.get(from - 1), words.get(from));
    StringBuilder name = new StringBuilder();
    for (int i = from; i < words.size() && i - from < wordsMax; i++) {
      if (i > from && !together(text, words.get(i - 1), words.get(i))) {
        break;
      }
      name.append(i > from ? " " : "").append(words.get(i).folded());
      String whole = name.toString();
      if (kept.contains(whole)) {
        found = new Found(i - from + 1, false);
      } else if (taken.contains(whole) || (titled && takenAfterTitle.contains(whole))) {
        found = new Found(i - from + 1, true);
      }
    }
    return found;
  }

  private static boolean together(String text, Word one, Word next) {
    return BETWEEN.matcher(text).region(/* start= */ one.end(), /* end= */ next.start()).matches();
  }

  private void near(String name) {
    add(name, taken);
    for (String word : name.split(" ", -1)) {
      if (word.length() >= WORD_OF_A_NAME_MIN) {
        add(word, taken);
      }
    }
  }

  private static void both(String first, String last, Set<String> names) {
    add((first + " " + last).strip(), names);
    add((last + " " + first).strip(), names);
  }

  private static void add(String name, Set<String> names) {
    if (name.replace(" ", "").length() >= LETTERS_MIN) {
      names.add(name);
    }
  }

  /** A name's words with single spaces between. */
  private static String phrase(String name) {
    List<String> words = new ArrayList<>();
    WORD.matcher(name).results().forEach(word -> words.add(folded(word.group())));
    return String.join(" ", words);
  }

  private static Word word(MatchResult word) {
    return new Word(word.start(), word.end(), folded(word.group()));
  }

  private static String folded(String word) {
    return ACCENTS
        .matcher(Normalizer.normalize(word, Normalizer.Form.NFKD))
        .replaceAll("")
        .toLowerCase(Locale.ROOT)
        .replace("œ", "oe")
        .replace("æ", "ae");
  }
}
