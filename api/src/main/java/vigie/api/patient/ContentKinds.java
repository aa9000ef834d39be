package vigie.api.patient;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import vigie.api.access.ContentKind;
import vigie.api.access.Verb;
import vigie.api.web.Refusal;

/** What a request names to be opened. */
final class ContentKinds {
  private static final String EVERYTHING = "ALL";

  private ContentKinds() {}

  /**
   * The kinds of these names; {@code ALL} stands for all that need not be named by themselves.
   *
   * @throws Refusal when one is unknown or there is none
   */
  static Set<ContentKind> of(List<String> names) {
    EnumSet<ContentKind> kinds = EnumSet.noneOf(ContentKind.class);
    for (String name : names) {
      if (name.equals(EVERYTHING)) {
        kinds.addAll(ContentKind.byAll());
        continue;
      }
      try {
        kinds.add(ContentKind.valueOf(name));
      } catch (IllegalArgumentException e) {
        throw Refusal.invalid(
            "categories",
            "has '" + name + "', must be of ALL, " + Arrays.toString(ContentKind.values()));
      }
    }
    if (kinds.isEmpty()) {
      throw Refusal.invalid("categories", "must name at least one; DELETE ends a grant");
    }
    return kinds;
  }

  /** The verbs named, READ for none. */
  static Set<Verb> verbs(List<Verb> named) {
    return named.isEmpty() ? EnumSet.of(Verb.READ) : EnumSet.copyOf(named);
  }
}
