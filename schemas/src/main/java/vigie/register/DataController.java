package vigie.register;

/** Who answers for data. */
public enum DataController {
  PLATFORM("l'exploitant de la plateforme", "the operator of the platform"),
  /** Whoever wrote it; the platform processes it for them (C-78). */
  PROFESSIONAL("le professionnel ou l'établissement", "the professional or establishment");

  private final String french;
  private final String english;

  DataController(String french, String english) {
    this.french = french;
    this.english = english;
  }

  /** In words; {@code language} is fr or en, any other is French. */
  public String in(String language) {
    return language.equals("en") ? english : french;
  }
}
