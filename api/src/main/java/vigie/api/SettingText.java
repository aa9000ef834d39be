package vigie.api;

import java.util.Map;

/** Reads a setting of the environment as text, for the records that hold settings. */
public final class SettingText {
  private SettingText() {}

  /**
   * What stands there without blanks around it.
   *
   * @param name the setting's
   * @param otherwise what holds when it is not set, or blank
   */
  public static String text(Map<String, String> environment, String name, String otherwise) {
    String value = environment.get(name);
    return value == null || value.isBlank() ? otherwise : value.strip();
  }
}
