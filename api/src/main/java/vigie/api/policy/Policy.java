package vigie.api.policy;

import java.time.Instant;
import java.util.Set;
import vigie.reading.Category;

/**
 * One version of the policy.
 *
 * @param version its name
 * @param effective from when on it holds
 * @param publishedAt when it was published; a consent given later was given to it
 * @param french what changes, in words
 * @param english the same
 * @param newConsent categories whose purpose changes: their consent must be given anew
 */
public record Policy(
    String version,
    Instant effective,
    Instant publishedAt,
    String french,
    String english,
    Set<Category> newConsent) {
  /** Copies what could change. */
  public Policy {
    newConsent = Set.copyOf(newConsent);
  }

  /** What changes; {@code language} is fr or en, any other is French. */
  public String in(String language) {
    return language.equals("en") ? english : french;
  }
}
