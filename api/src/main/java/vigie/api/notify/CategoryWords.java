package vigie.api.notify;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import vigie.reading.Category;

/** What the categories of readings are called. */
public final class CategoryWords {
  private static final Map<Category, List<String>> WORDS = words();

  private CategoryWords() {}

  /** The category in words; {@code language} is fr or en, any other is French. */
  public static String of(Category category, String language) {
    return WORDS
        .getOrDefault(category, List.of(category.name(), category.name()))
        .get(language.equals("en") ? 1 : 0);
  }

  private static Map<Category, List<String>> words() {
    Map<Category, List<String>> words = new EnumMap<>(Category.class);
    words.put(Category.PHYSICAL_ACTIVITY, List.of("activité physique", "physical activity"));
    words.put(Category.SLEEP, List.of("sommeil", "sleep"));
    words.put(Category.BLOOD_GLUCOSE, List.of("glycémie", "blood glucose"));
    words.put(Category.BLOOD_PRESSURE, List.of("pression artérielle", "blood pressure"));
    words.put(Category.BODY_MASS, List.of("masse corporelle", "body mass"));
    words.put(Category.TEMPERATURE, List.of("température", "temperature"));
    words.put(Category.HEART_RATE, List.of("fréquence cardiaque", "heart rate"));
    words.put(Category.DIET, List.of("alimentation", "diet"));
    words.put(Category.OXYGEN_SATURATION, List.of("saturation en oxygène", "oxygen saturation"));
    words.put(Category.CYCLE, List.of("ovulation et règles", "ovulation and periods"));
    words.put(Category.RESPIRATION, List.of("respiration", "respiration"));
    return words;
  }
}
