package vigie.register;

import java.util.List;

/**
 * One kind of data, and all that the register must say of it.
 *
 * @param id its name in the register
 * @param type what kind of data it is
 * @param purposes what it is used for; at least one
 * @param basis on what ground
 * @param sources whom it comes from; at least one
 * @param controller who answers for it
 * @param recipients who receives it; may be nobody
 * @param retention how long it is kept
 * @param optional whether one can use the service without giving it (C-52)
 * @param french what it is, in words
 * @param english the same
 */
public record DataKind(
    String id,
    DataClass type,
    List<Use> purposes,
    LegalBasis basis,
    List<DataSource> sources,
    DataController controller,
    List<DataRecipient> recipients,
    RetentionRule retention,
    boolean optional,
    String french,
    String english) {
  /** Refuses what cannot be. */
  public DataKind {
    purposes = List.copyOf(purposes);
    sources = List.copyOf(sources);
    recipients = List.copyOf(recipients);
    if (purposes.isEmpty() || sources.isEmpty()) {
      throw new IllegalArgumentException(id + " must have a purpose and a source");
    }
    if ((basis == LegalBasis.NO_PERSONAL_DATA) != (type == DataClass.TECHNICAL)) {
      throw new IllegalArgumentException(id + ": personal data need a legal basis");
    }
  }

  /** What it is in words; {@code language} is fr or en, any other is French. */
  public String in(String language) {
    return language.equals("en") ? english : french;
  }
}
