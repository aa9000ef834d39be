package vigie.api.copy;

import io.micronaut.serde.annotation.Serdeable;
import vigie.api.thirdparty.ThirdParties;

/**
 * The last line of a copy: what of third parties is not in it (C-67).
 *
 * @param mark what stands where a name was
 * @param names how many were taken out
 * @param words what that means, in the person's language
 */
@Serdeable
public record TakenOut(String mark, long names, String words) {
  /** Of so many names; any language other than en is French. */
  static TakenOut of(long names, String language) {
    return new TakenOut(
        ThirdParties.MARK,
        names,
        language.equals("en")
            ? "Names of other people whom Vigie knows were taken out of texts, so that your copy"
                + " harms nobody; those of the professionals who act for you were not. Names that"
                + " nobody entered in Vigie cannot be known to it."
            : "Les noms d'autres personnes que Vigie connaît ont été retirés des textes, pour que"
                + " votre copie ne porte préjudice à personne ; ceux des professionnels qui agissent"
                + " pour vous y restent. Vigie ne peut connaître les noms que personne n'y a"
                + " saisis.");
  }
}
