package vigie.api.notify;

import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import vigie.alert.Notification;

/**
 * Names and addresses in memory, so that a message can be sent while the database is away: loaded
 * at start, then told of each change. Safe to share between threads.
 */
@Singleton
public final class RecipientDirectory {
  private final Map<UUID, Recipient> people = new ConcurrentHashMap<>();
  private final Set<UUID> operators = ConcurrentHashMap.newKeySet();
  private final Set<UUID> erased = ConcurrentHashMap.newKeySet();

  /** Notes a person; an erased one is nobody. */
  public void put(Recipient person) {
    people.put(person.id(), person);
    if (erased.contains(person.id())) {
      people.remove(person.id());
    }
  }

  /** Forgets an erased person's name and addresses, for ever. */
  public void erase(UUID person) {
    erased.add(person);
    people.remove(person);
  }

  /** Notes that this person runs the system. */
  public void putOperator(UUID person) {
    operators.add(person);
  }

  /** Everybody who is known at this moment. */
  public List<Recipient> everybody() {
    return List.copyOf(people.values());
  }

  /** Those who run the system and whose address is known. */
  public List<Recipient> operators() {
    return operators.stream()
        .flatMap(operator -> Optional.ofNullable(people.get(operator)).stream())
        .sorted(Comparator.comparing(Recipient::id))
        .toList();
  }

  /**
   * The person, or empty when unknown. For {@link Notification#OPERATORS} one of them, if possible
   * one who can be reached.
   */
  public Optional<Recipient> find(UUID person) {
    if (person.equals(Notification.OPERATORS)) {
      return operators().stream()
          .min(Comparator.comparing((Recipient one) -> one.verified().isEmpty()));
    }
    return Optional.ofNullable(people.get(person));
  }
}
