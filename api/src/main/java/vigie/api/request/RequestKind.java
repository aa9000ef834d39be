package vigie.api.request;

import vigie.api.notify.Phrase;
import vigie.api.notify.Words;

/** What a person may ask for, by article of the GDPR. */
public enum RequestKind {
  /** Article 15. */
  ACCESS(Phrase.REQUEST_ACCESS),
  /** Article 16. */
  RECTIFICATION(Phrase.REQUEST_RECTIFICATION),
  /** Article 17. */
  ERASURE(Phrase.REQUEST_ERASURE),
  /** Article 18. */
  RESTRICTION(Phrase.REQUEST_RESTRICTION),
  /** Article 20. */
  PORTABILITY(Phrase.REQUEST_PORTABILITY),
  /** Articles 21 and 22. */
  OBJECTION(Phrase.REQUEST_OBJECTION),
  COMPLAINT(Phrase.REQUEST_COMPLAINT),
  OTHER(Phrase.REQUEST_OTHER);

  private final Phrase phrase;

  RequestKind(Phrase phrase) {
    this.phrase = phrase;
  }

  /** In a word or two. */
  String in(Words words) {
    return words.phrase(phrase);
  }
}
