package vigie.api.event;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import vigie.api.access.ContentKind;
import vigie.api.access.Decision;
import vigie.api.people.JdbcPeople;

/** Fetches what {@link Consulted} is made of. Safe to share between threads. */
@Singleton
public final class Consultations {
  private static final int PAGE = 500;

  private final JdbcEvents events;
  private final JdbcPeople people;
  private final Clock clock;

  /** Wired by the program. */
  Consultations(JdbcEvents events, JdbcPeople people, Clock clock) {
    this.events = events;
    this.people = people;
    this.clock = clock;
  }

  /**
   * Whom the patient consulted or is to see, as far as a decision shows it.
   *
   * @param decision by which the caller sees the patient's events
   */
  public List<Consulted> of(UUID patient, Decision decision) {
    EventSight sight = EventSight.of(decision).only(ContentKind.APPOINTMENT);
    List<ClinicalEvent> all = new ArrayList<>();
    JdbcEvents.Place after = null;
    List<ClinicalEvent> page;
    do {
      page = events.list(patient, sight, null, after, PAGE);
      all.addAll(page);
      if (!page.isEmpty()) {
        ClinicalEvent last = page.get(page.size() - 1);
        after = new JdbcEvents.Place(last.content().from(), last.id());
      }
    } while (page.size() == PAGE);
    List<UUID> authors = all.stream().map(event -> event.provenance().author()).distinct().toList();
    return Consulted.of(all, people.namesOfProfessionals(authors), clock.instant());
  }
}
