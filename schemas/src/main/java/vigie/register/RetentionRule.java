package vigie.register;

import java.time.Period;
import org.jspecify.annotations.Nullable;

/**
 * How long something is kept.
 *
 * @param id its name in the register
 * @param promise the charter's promise that it keeps, such as C-80
 * @param keep in use for so long after the last activity; null for as long as nothing ends it
 * @param archive then put away for so long, to be read on justification only; null for not at all
 * @param warn the person is told so long before the end; null for nobody to tell
 * @param french in words
 * @param english the same
 */
public record RetentionRule(
    String id,
    String promise,
    @Nullable Period keep,
    @Nullable Period archive,
    @Nullable Period warn,
    String french,
    String english) {
  /** Refuses what cannot be. */
  public RetentionRule {
    if (!promise.matches("C-\\d+")) {
      throw new IllegalArgumentException(id + ": promise must look like C-80, was " + promise);
    }
    for (Period period : new @Nullable Period[] {keep, archive, warn}) {
      if (period != null && (period.isNegative() || period.isZero())) {
        throw new IllegalArgumentException(id + ": a period must be positive, was " + period);
      }
    }
    if (keep == null && (archive != null || warn != null)) {
      throw new IllegalArgumentException(
          id + ": what never ends is neither archived nor warned of");
    }
  }

  /** In words; {@code language} is fr or en, any other is French. */
  public String in(String language) {
    return language.equals("en") ? english : french;
  }
}
