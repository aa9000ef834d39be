package vigie.register;

/** Whom data come from (C-95). */
public enum DataSource {
  PATIENT("vous", "you"),
  DEVICE("vos appareils", "your devices"),
  PROFESSIONAL("un professionnel de santé", "a health professional"),
  OPERATOR("un opérateur de la plateforme", "an operator of the platform"),
  PROGRAM("calculé par le service", "computed by the service");

  private final String french;
  private final String english;

  DataSource(String french, String english) {
    this.french = french;
    this.english = english;
  }

  /** In words; {@code language} is fr or en, any other is French. */
  public String in(String language) {
    return language.equals("en") ? english : french;
  }
}
