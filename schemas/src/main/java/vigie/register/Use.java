package vigie.register;

/** What data are used for: the four purposes of the charter (C-53), and what running it needs. */
public enum Use {
  FOLLOW_UP("votre suivi", "your follow-up"),
  OVERVIEW("la synthèse pour votre médecin traitant", "the overview of your treating physician"),
  TIMELINE("votre chronologie", "your timeline"),
  ALERTING("les alertes", "alerts"),
  ACCOUNT("votre compte", "your account"),
  RIGHTS("vos droits", "your rights"),
  SECURITY("la sécurité", "security"),
  OPERATION("le fonctionnement du service", "running the service");

  private final String french;
  private final String english;

  Use(String french, String english) {
    this.french = french;
    this.english = english;
  }

  /** In words; {@code language} is fr or en, any other is French. */
  public String in(String language) {
    return language.equals("en") ? english : french;
  }
}
