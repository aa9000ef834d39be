package vigie.register;

/** Who receives data. */
public enum DataRecipient {
  PATIENT("vous", "you"),
  REPRESENTATIVE("votre représentant", "your representative"),
  TREATING_PHYSICIAN("votre médecin traitant", "your treating physician"),
  SUBSTITUTE("son remplaçant", "their substitute"),
  GRANTED("ceux à qui vous l'avez ouvert", "whom you granted it"),
  EMERGENCY_CONTACT(
      "votre contact d'urgence, sans aucune valeur sauf si vous l'ouvrez",
      "your emergency contact, without any value unless you open it"),
  MAIL_CARRIER("le transporteur du courrier", "the carrier of the mail"),
  WEBHOOK_OWNER("le destinataire du webhook que vous avez choisi", "the webhook you chose"),
  DPO(
      "le délégué à la protection des données, par identifiants",
      "the data protection officer, by ids"),
  AUTHORITY("l'autorité de contrôle", "the supervisory authority");

  private final String french;
  private final String english;

  DataRecipient(String french, String english) {
    this.french = french;
    this.english = english;
  }

  /** In words; {@code language} is fr or en, any other is French. */
  public String in(String language) {
    return language.equals("en") ? english : french;
  }
}
