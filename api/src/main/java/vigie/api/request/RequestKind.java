package vigie.api.request;

import vigie.api.notify.Words;

/** What a person may ask for, by article of the GDPR. */
public enum RequestKind {
  /** Article 15. */
  ACCESS("accès", "access"),
  /** Article 16. */
  RECTIFICATION("rectification", "rectification"),
  /** Article 17. */
  ERASURE("effacement", "erasure"),
  /** Article 18. */
  RESTRICTION("limitation", "restriction"),
  /** Article 20. */
  PORTABILITY("portabilité", "portability"),
  /** Articles 21 and 22. */
  OBJECTION("opposition", "objection"),
  COMPLAINT("réclamation", "complaint"),
  OTHER("autre demande", "other request");

  private final String french;
  private final String english;

  RequestKind(String french, String english) {
    this.french = french;
    this.english = english;
  }

  /** In a word or two. */
  String in(Words words) {
    return words.either(french, english);
  }
}
