package vigie.api.channel;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;

/** What an address must look like before anything is sent to it. */
public final class Addresses {
  private static final Pattern MAIL = Pattern.compile("[^@\\s<>\"]+@[^@\\s<>\"]+");
  private static final int LENGTH_MAX = 500;
  private static final int SECRET_LENGTH_MIN = 16;

  private Addresses() {}

  /**
   * Checks a mail address.
   *
   * @param field named in the refusal
   * @throws Refusal when it is none
   */
  public static void checkMail(String field, String address) {
    if (address.length() > LENGTH_MAX || !MAIL.matcher(address).matches()) {
      throw Refusal.invalid(field, "must look like name@host");
    }
  }

  /**
   * Checks a webhook's address.
   *
   * @param field named in the refusal
   * @throws Refusal when it is none
   */
  public static void checkWebhook(String field, String address) {
    try {
      URI uri = new URI(address);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      if (address.length() > LENGTH_MAX
          || !(scheme.equals("http") || scheme.equals("https"))
          || uri.getHost() == null) {
        throw Refusal.invalid(field, "must be an http or https address");
      }
    } catch (URISyntaxException e) {
      throw Refusal.invalid(field, "is no address");
    }
  }

  /**
   * Checks where an address is.
   *
   * @param region the country; null when it was not said
   * @param basis by what data may go there; null when it was not said
   * @throws Refusal when either is missing or wrong, saying what is needed
   */
  public static Destination checkPlace(@Nullable String region, @Nullable TransferBasis basis) {
    String fault = Destination.fault(region, basis);
    if (region == null || fault != null) {
      throw new Refusal(ProblemCode.INVALID, String.valueOf(fault));
    }
    return new Destination(region, basis);
  }

  /**
   * Checks the secret that signs what a webhook is sent.
   *
   * @param field named in the refusal
   * @throws Refusal when it is missing or short
   */
  public static void checkSecret(String field, @Nullable String secret) {
    if (secret == null || secret.length() < SECRET_LENGTH_MIN) {
      throw Refusal.invalid(
          field, "must have at least " + SECRET_LENGTH_MIN + " characters for a webhook");
    }
  }
}
