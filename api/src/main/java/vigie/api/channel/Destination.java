package vigie.api.channel;

import static vigie.api.SettingText.text;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where an endpoint is to which data go out, and by what they may (C-97). As whoever sets the
 * endpoint says; nothing can look it up.
 *
 * @param region the country, ISO 3166-1 alpha-2
 * @param basis null within the European Economic Area, where there is no transfer
 */
public record Destination(String region, @Nullable TransferBasis basis) {
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

  /**
   * Whether the basis fits is for {@link #fault} to say when it is set: the area may change later.
   */
  public Destination {
    if (!COUNTRIES.contains(region)) {
      throw new IllegalArgumentException("'" + region + "' is no country");
    }
  }

  /**
   * Reads {@code NAME_REGION} and {@code NAME_TRANSFER_BASIS} of the environment.
   *
   * @param name that both begin with
   * @return null where neither is set
   * @throws IllegalArgumentException naming the settings, when they do not fit
   */
  public static @Nullable Destination setting(Map<String, String> environment, String name) {
    String region = text(environment, name + "_REGION", "");
    String named = text(environment, name + "_TRANSFER_BASIS", "");
    if (region.isEmpty() && named.isEmpty()) {
      return null;
    }
    TransferBasis basis = null;
    try {
      basis = named.isEmpty() ? null : TransferBasis.valueOf(named);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          name
              + "_TRANSFER_BASIS must be one of "
              + List.of(TransferBasis.values())
              + ", was '"
              + named
              + "'",
          e);
    }
    String fault = fault(region, basis);
    if (fault != null) {
      throw new IllegalArgumentException(
          name + "_REGION is '" + region + "', with " + name + "_TRANSFER_BASIS: " + fault);
    }
    return new Destination(region, basis);
  }

  /** Whether data may go there: it was said where it is, and what was said fits today. */
  public static boolean sound(@Nullable Destination place) {
    return place != null && fault(place.region(), place.basis()) == null;
  }

  /**
   * What is wrong with these two; null for nothing.
   *
   * @param region as it was said; null for not at all
   * @param basis likewise
   */
  public static @Nullable String fault(@Nullable String region, @Nullable TransferBasis basis) {
    if (region == null) {
      return "region must be there: the country that the data go to, such as FR (ISO 3166)";
    }
    if (!COUNTRIES.contains(region)) {
      return "region must be a country by two letters, such as FR (ISO 3166)";
    }
    if (EconomicArea.includes(region)) {
      return basis == null
          ? null
          : "transferBasis must be left out: " + region + " is in the European Economic Area";
    }
    return basis != null
        ? null
        : "transferBasis must be there, for "
            + region
            + " is outside the European Economic Area: ADEQUACY, STANDARD_CLAUSES, BINDING_RULES"
            + " or EXPLICIT_CONSENT";
  }
}
