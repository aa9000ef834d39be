package vigie.api.access;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person who has proved who they are.
 *
 * @param person who
 * @param role what they are to the platform
 * @param professional what is verified of them as a professional; null for lay people, and for
 *     physicians of whom nothing more is known
 */
public record Actor(UUID person, Role role, @Nullable Professional professional) {
  /** Somebody of whom nothing more is known. */
  public Actor(UUID person, Role role) {
    this(person, role, null);
  }

  /**
   * What they are, as a line of the audit keeps it (C-40): the role, and of whom more is verified,
   * after blanks, profession, national identifier and organisation, a hyphen for none.
   */
  public String recorded() {
    return professional == null
        ? role.name()
        : String.join(
            " ",
            role.name(),
            professional.profession().name(),
            word(professional.identifier()),
            word(professional.organisation()));
  }

  private static String word(@Nullable String text) {
    return text == null || text.isBlank() ? "-" : text.strip().replaceAll("\\s+", "_");
  }

  /** By what profession they ask; null for lay people. */
  public @Nullable Profession profession() {
    if (!role.professional()) {
      return null;
    }
    return professional == null ? Profession.PHYSICIAN : professional.profession();
  }

  /** Whether nothing is ever opened to whom they ask for (C-31). */
  public boolean barred() {
    return professional != null && professional.organisationKind().barred();
  }
}
