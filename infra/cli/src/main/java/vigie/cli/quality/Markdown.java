package vigie.cli.quality;

import java.util.Locale;

/** A page of Markdown as it grows. */
final class Markdown {
  private static final int LINE = 110;

  private final StringBuilder page = new StringBuilder();

  void line(String text) {
    page.append(text).append('\n');
  }

  void gap() {
    line("");
  }

  void heading(String text) {
    line("## " + text);
  }

  /** A paragraph, broken into lines. */
  void text(String words) {
    int column = 0;
    for (String word : words.split("\\s+", -1)) {
      if (column > 0 && column + 1 + word.length() > LINE) {
        page.append('\n');
        column = 0;
      } else if (column > 0) {
        page.append(' ');
        column++;
      }
      page.append(word);
      column += word.length();
    }
    line("");
    gap();
  }

  void item(String text) {
    line("- " + text);
  }

  void row(String... cells) {
    line("| " + String.join(" | ", cells) + " |");
  }

  /** Between the head of a table and its rows; after the names, numbers stand to the right. */
  void rule(int names, int numbers) {
    line("|" + "---|".repeat(names) + "---:|".repeat(numbers));
  }

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Three digits; what is not quite one never looks like one. */
  static String share(double share) {
    double rounded = Math.round(share * 1000) / 1000.0;
    if (share < 1 && rounded >= 1) {
      rounded = 0.999;
    }
    return String.format(Locale.ROOT, "%.3f", rounded);
  }

  static String percent(long some, long all) {
    return all == 0 ? "-" : String.format(Locale.ROOT, "%.0f %%", 100.0 * some / all);
  }

  @Override
  public String toString() {
    return page.toString();
  }
}
