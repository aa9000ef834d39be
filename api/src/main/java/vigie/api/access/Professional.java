package vigie.api.access;

import org.jspecify.annotations.Nullable;

/**
 * What is verified of a professional (C-25, C-40).
 *
 * @param identifier national identifier (RPPS); null for who has no health profession
 * @param profession what they are
 * @param organisationKind of the organisation for which they ask
 * @param organisation its identifier (FINESS); null for none
 */
public record Professional(
    @Nullable String identifier,
    Profession profession,
    OrganisationKind organisationKind,
    @Nullable String organisation) {}
