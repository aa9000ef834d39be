package vigie.api.notify;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Names and addresses in memory, so that a message can be sent while the database is away: loaded
 * at start, then told of each change. Safe to share between threads.
 */
@Singleton
public final class RecipientDirectory {
  private final Map<UUID, Recipient> people = new ConcurrentHashMap<>();

  /** Notes a person. */
  public void put(Recipient person) {
    people.put(person.id(), person);
  }

  /** The person, or empty when unknown. */
  public Optional<Recipient> find(UUID person) {
    return Optional.ofNullable(people.get(person));
  }
}
