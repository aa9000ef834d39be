package vigie.register;

/** What kind of data something is. */
public enum DataClass {
  IDENTIFICATION("identification", "identification"),
  CONTACT("moyens de contact", "contact"),
  /** Of the special categories of article 9; its categories are those of {@code Category}. */
  HEALTH("données de santé", "health data"),
  DEVICE("appareils", "devices"),
  RIGHTS("droits et choix", "rights and choices"),
  SECURITY("sécurité", "security"),
  OPERATION("fonctionnement", "operation"),
  /** Says nothing of a person. */
  TECHNICAL("technique, sans donnée personnelle", "technical, no personal data");

  private final String french;
  private final String english;

  DataClass(String french, String english) {
    this.french = french;
    this.english = english;
  }

  /** In words; {@code language} is fr or en, any other is French. */
  public String in(String language) {
    return language.equals("en") ? english : french;
  }
}
