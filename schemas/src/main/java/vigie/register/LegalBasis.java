package vigie.register;

/** On what ground data are processed, by article of the GDPR (C-104). */
public enum LegalBasis {
  CONSENT("consentement (art. 6.1.a et 9.2.a du RGPD)", "consent (GDPR art. 6(1)(a) and 9(2)(a))"),
  CONTRACT("contrat (art. 6.1.b du RGPD)", "contract (GDPR art. 6(1)(b))"),
  LEGAL_OBLIGATION(
      "obligation légale (art. 6.1.c du RGPD)", "legal obligation (GDPR art. 6(1)(c))"),
  LEGITIMATE_INTEREST(
      "intérêt légitime (art. 6.1.f du RGPD)", "legitimate interest (GDPR art. 6(1)(f))"),
  NO_PERSONAL_DATA("sans objet", "does not apply");

  private final String french;
  private final String english;

  LegalBasis(String french, String english) {
    this.french = french;
    this.english = english;
  }

  /** In words; {@code language} is fr or en, any other is French. */
  public String in(String language) {
    return language.equals("en") ? english : french;
  }
}
