package vigie.api.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.reading.Category;

/** What holds of the policy's versions at a time, and whether another may be published. Pure. */
public final class Policies {
  /** Patients know of a change at least so long before it holds. */
  static final Duration NOTICE_MIN = Duration.ofDays(30);

  static final int TEXT_LENGTH_MAX = 4_000;

  private Policies() {}

  /** The version in force. */
  public static Policy inForce(List<Policy> all, Instant now) {
    return all.stream()
        .filter(policy -> !policy.effective().isAfter(now))
        .max(Comparator.comparing(Policy::effective))
        .orElseThrow(() -> new IllegalStateException("no version of the policy holds"));
  }

  /** Those that are published and do not hold yet, the next one first. */
  public static List<Policy> coming(List<Policy> all, Instant now) {
    return all.stream()
        .filter(policy -> policy.effective().isAfter(now))
        .sorted(Comparator.comparing(Policy::effective))
        .toList();
  }

  /** Why it may not be published; null when it may. */
  static @Nullable String fault(List<Policy> all, Policy next) {
    if (!next.version().matches("[0-9A-Za-z.-]{1,20}")) {
      return "version must have 1 to 20 letters, digits, dots or hyphens";
    }
    if (all.stream().anyMatch(policy -> policy.version().equals(next.version()))) {
      return "version " + next.version() + " is published already";
    }
    if (next.effective().isBefore(next.publishedAt().plus(NOTICE_MIN))) {
      return "effective must be at least "
          + NOTICE_MIN.toDays()
          + " days from now, that every patient can be told before";
    }
    if (all.stream().anyMatch(policy -> !policy.effective().isBefore(next.effective()))) {
      return "effective must be after that of every version before";
    }
    for (String text : List.of(next.french(), next.english())) {
      if (text.isBlank() || text.length() > TEXT_LENGTH_MAX) {
        return "french and english must have 1 to " + TEXT_LENGTH_MAX + " characters";
      }
    }
    return null;
  }

  /**
   * Whether a consent has ended because its purpose changed: it was given before the change was
   * published, and the change holds.
   */
  static boolean ended(List<Policy> all, Category category, Instant givenAt, Instant now) {
    return all.stream()
        .filter(policy -> policy.newConsent().contains(category))
        .filter(policy -> !policy.effective().isAfter(now))
        .anyMatch(policy -> givenAt.isBefore(policy.publishedAt()));
  }
}
