package vigie.api.access;

import java.util.Set;
import java.util.UUID;

/** To whom something is granted. */
public sealed interface Grantee {
  /** Whether this actor is meant. */
  boolean covers(Actor actor);

  /** One person. */
  record Person(UUID id) implements Grantee {
    @Override
    public boolean covers(Actor actor) {
      return actor.person().equals(id);
    }

    @Override
    public String toString() {
      return id.toString();
    }
  }

  /**
   * The care team of an episode, member by member (C-26).
   *
   * @param episode which
   * @param members of the team
   */
  record Team(UUID episode, Set<UUID> members) implements Grantee {
    /** Copies what could change. */
    public Team {
      members = Set.copyOf(members);
    }

    @Override
    public boolean covers(Actor actor) {
      return members.contains(actor.person()) && actor.role().professional();
    }
  }

  /** Everybody of a profession in an organisation. */
  record Staff(Profession profession, String organisation) implements Grantee {
    private static final String MARK = "@";

    @Override
    public boolean covers(Actor actor) {
      Professional professional = actor.professional();
      return professional != null
          && professional.profession() == profession
          && organisation.equals(professional.organisation());
    }

    @Override
    public String toString() {
      return profession + MARK + organisation;
    }
  }

  /**
   * Reads a person's id, or {@code PROFESSION@ORGANISATION}.
   *
   * @throws IllegalArgumentException when it is neither
   */
  static Grantee parse(String text) {
    int mark = text.indexOf(Staff.MARK);
    return mark < 0
        ? new Person(UUID.fromString(text))
        : new Staff(Profession.valueOf(text.substring(0, mark)), text.substring(mark + 1));
  }
}
