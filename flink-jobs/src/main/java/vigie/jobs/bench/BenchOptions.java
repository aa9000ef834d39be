package vigie.jobs.bench;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A benchmark's arguments: {@code --NAME NUMBER}, {@code --NAME WORD}, and {@code --json}. */
public final class BenchOptions {
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<String, String> words = new HashMap<>();
  private boolean json;

  private BenchOptions() {}

  /**
   * Reads arguments.
   *
   * @param names those that take a number, without the hyphens
   * @throws IllegalArgumentException naming what is not understood
   */
  public static BenchOptions of(List<String> arguments, Set<String> names) {
    return of(arguments, names, Map.of());
  }

  /**
   * Reads arguments.
   *
   * @param names those that take a number, without the hyphens
   * @param choices those that take a word, with the words there are
   * @throws IllegalArgumentException naming what is not understood
   */
  public static BenchOptions of(
      List<String> arguments, Set<String> names, Map<String, Set<String>> choices) {
    BenchOptions options = new BenchOptions();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.equals("--json")) {
        options.json = true;
      } else if (argument.startsWith("--")
          && names.contains(argument.substring(2))
          && i + 1 < arguments.size()) {
        options.numbers.put(argument.substring(2), number(argument, arguments.get(++i)));
      } else if (argument.startsWith("--")
          && i + 1 < arguments.size()
          && choices.getOrDefault(argument.substring(2), Set.of()).contains(arguments.get(i + 1))) {
        options.words.put(argument.substring(2), arguments.get(++i));
      } else {
        throw new IllegalArgumentException(
            "unknown argument '%s'; there are --json, each with a number, %s, and of words %s"
                .formatted(argument, Arrays.toString(names.stream().sorted().toArray()), choices));
      }
    }
    return options;
  }

  /** The number given, or else the default. */
  public int number(String name, int otherwise) {
    return numbers.getOrDefault(name, otherwise);
  }

  /** The word given, or else the default. */
  public String word(String name, String otherwise) {
    return words.getOrDefault(name, otherwise);
  }

  /** Whether a program will read the result. */
  public boolean json() {
    return json;
  }

  private static int number(String name, String text) {
    try {
      int number = Integer.parseInt(text);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IllegalArgumentException(
        name + " must be a whole number above zero, but is '" + text + "'");
  }
}
