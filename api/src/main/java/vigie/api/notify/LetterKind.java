package vigie.api.notify;

import java.util.Set;

/**
 * A letter that people complete and send themselves: the file of its template in each language, and
 * the names that this one fills in. A template uses all of them.
 */
public enum LetterKind {
  /** Of a breach, to the supervisory authority (GDPR article 33). */
  BREACH_AUTHORITY(
      "breach-authority", "authority operator dpo known begins ends account route what affected"),
  /** Of a breach, to each affected person (GDPR article 34). */
  BREACH_PERSON("breach-person", "begins ends what dpo authority complaint help operator");

  private final String file;
  private final String names;

  LetterKind(String file, String names) {
    this.file = file;
    this.names = names;
  }

  /** The template's file in this language. */
  String file(String language) {
    return file + "." + language + ".txt";
  }

  /** What a template must use, and no other. */
  Set<String> names() {
    return MustacheTemplate.names(names);
  }
}
