package vigie.api.directory;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vigie.api.access.Profession;
import vigie.api.access.Professional;
import vigie.api.web.Refusal;

/**
 * Asks the national directory whether somebody is what an operator says (C-25). Without an extract
 * to ask, everything is taken as it is said, and stands as not verified.
 */
public final class ProfessionCheck {
  private final @Nullable Directory directory;

  /**
   * Asks this directory.
   *
   * @param directory null when the operator gave none
   */
  public ProfessionCheck(@Nullable Directory directory) {
    this.directory = directory;
  }

  /** Whether there is a directory to ask. */
  public boolean asks() {
    return directory != null;
  }

  /**
   * The same professional with the day of the directory's word for it; as they are where nobody can
   * be asked, and of who has no health profession, which opens nothing.
   *
   * @param said null for lay people
   * @throws Refusal naming the field that is not as in the directory, and the remedy
   */
  public @Nullable Professional checked(@Nullable Professional said, String lastName) {
    Directory asked = directory;
    String number = said == null ? null : said.identifier();
    if (asked == null || said == null || number == null || none(said.profession())) {
      return said;
    }
    return switch (asked.find(number, lastName, said.profession())) {
      case FOUND -> said.verified(asked.asOf());
      case NUMBER_UNKNOWN ->
          throw Refusal.invalid(
              "professional.identifier",
              "must be of somebody who practises: the national directory of %s has nobody under it."
                      .formatted(asked.asOf())
                  + " Compare it with the professional's card; for somebody newer, give a newer"
                  + " extract (VIGIE_DIRECTORY)");
      case OTHER_NAME ->
          throw Refusal.invalid(
              "lastName",
              "must be as in the national directory of %s, which has the number under another name."
                      .formatted(asked.asOf())
                  + " Compare the number with the professional's card, and enter the name under"
                  + " which they practise");
      case OTHER_PROFESSION ->
          throw Refusal.invalid(
              "professional.profession",
              "must be as in the national directory of %s, which has %s under the number."
                      .formatted(asked.asOf(), words(asked.professions(number)))
                  + " Enter that, or have the directory corrected by who registers the profession");
    };
  }

  /**
   * The day of the directory's word for somebody who is there already; null where it has none.
   *
   * @param number RPPS
   */
  @Nullable LocalDate verified(String number, String lastName, Profession profession) {
    Directory asked = directory;
    return asked != null
            && asked.find(number, lastName, profession) == Directory.Finding.FOUND
            && !none(profession)
        ? asked.asOf()
        : null;
  }

  private static String words(Set<Profession> professions) {
    return professions.isEmpty() ? "one that opens nothing here" : professions.toString();
  }

  private static boolean none(Profession profession) {
    return profession == Profession.OTHER;
  }
}
