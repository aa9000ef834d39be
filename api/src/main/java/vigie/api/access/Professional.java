package vigie.api.access;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is verified of a professional (C-25, C-40).
 *
 * @param identifier national identifier (RPPS); null for who has no health profession
 * @param profession what they are
 * @param organisationKind of the organisation for which they ask
 * @param organisation its identifier (FINESS); null for none
 * @param verified of which day the national directory is that has them so; null when an operator
 *     entered it and nobody was asked
 */
public record Professional(
    @Nullable String identifier,
    Profession profession,
    OrganisationKind organisationKind,
    @Nullable String organisation,
    @Nullable LocalDate verified) {
  /** Somebody as an operator entered them. */
  public Professional(
      @Nullable String identifier,
      Profession profession,
      OrganisationKind organisationKind,
      @Nullable String organisation) {
    this(identifier, profession, organisationKind, organisation, null);
  }

  /** The same with the word of the national directory of this day. */
  public Professional verified(LocalDate asOf) {
    return new Professional(identifier, profession, organisationKind, organisation, asOf);
  }
}
