package vigie.api.transfer;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vigie.api.channel.EconomicArea;
import vigie.api.channel.TransferBasis;
import vigie.api.web.Refusal;

/** Where a person may have their data sent. Pure. */
final class TransferPlace {
  private static final int ENDPOINT_LENGTH_MAX = 500;
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

  private TransferPlace() {}

  /**
   * The endpoint, when its form is sound: no part of it may hold a secret, as it is kept.
   *
   * @throws Refusal saying what is wrong
   */
  static URI endpoint(@Nullable String endpoint) {
    String text = endpoint == null ? "" : endpoint.strip();
    try {
      URI uri = URI.create(text);
      if (text.length() <= ENDPOINT_LENGTH_MAX
          && "https".equalsIgnoreCase(uri.getScheme())
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw Refusal.invalid(
        "endpoint",
        "must be the https address of a FHIR server, without user, query and fragment, of at most "
            + ENDPOINT_LENGTH_MAX
            + " characters");
  }

  /**
   * Checks that data may go to this country (C-97). It is the person who sends them there: outside
   * the European Economic Area no basis counts but their own consent.
   *
   * @throws Refusal when not
   */
  static void check(@Nullable String region, @Nullable TransferBasis basis) {
    if (region == null || !COUNTRIES.contains(region)) {
      throw Refusal.invalid("region", "must be the endpoint's country, such as FR (ISO 3166)");
    }
    if (!EconomicArea.includes(region) && basis != TransferBasis.EXPLICIT_CONSENT) {
      throw Refusal.invalid(
          "transferBasis",
          "must be EXPLICIT_CONSENT: "
              + region
              + " is outside the European Economic Area, and what the law protects here may not be"
              + " protected there");
    }
    if (EconomicArea.includes(region) && basis != null) {
      throw Refusal.invalid(
          "transferBasis", "must be left out: " + region + " is in the European Economic Area");
    }
  }
}
