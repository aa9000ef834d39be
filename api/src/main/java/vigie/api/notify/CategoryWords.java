package vigie.api.notify;

import vigie.reading.Category;

/** What the categories of readings are called. */
public final class CategoryWords {
  private CategoryWords() {}

  /** The category in words; {@code language} is fr or en, any other is French. */
  public static String of(Category category, String language) {
    return (language.equals("en") ? Words.ENGLISH : Words.FRENCH).category(category);
  }
}
