package vigie.api.access;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vigie.reading.Category;

/**
 * What a patient lets one person see.
 *
 * @param categories each by its name; "all" never includes the cycle (C-10)
 * @param until when it ends by itself; null when only the patient ends it
 */
public record Grant(Set<Category> categories, @Nullable Instant until) {
  /** Copies what could change. */
  public Grant {
    categories = Set.copyOf(categories);
  }

  /** Whether it holds at this moment. */
  public boolean inForceAt(Instant now) {
    return until == null || now.isBefore(until);
  }
}
