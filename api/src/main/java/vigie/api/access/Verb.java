package vigie.api.access;

/** What a grant lets its grantee do with what it names; each is granted by itself (C-39). */
public enum Verb {
  READ,
  /** To enter data into the patient's file. */
  FEED
}
