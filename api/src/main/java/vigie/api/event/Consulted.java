package vigie.api.event;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.access.Profession;

/**
 * A professional whom a patient consulted or is to see, and what for (C-15). Pure.
 *
 * @param name as the events say it, or of the account that entered them; null where nobody is named
 * @param professional their account; null where only a name is known
 * @param profession of that account, as it was then; null likewise
 * @param organisation likewise (FINESS)
 * @param visits how many consultations and appointments there were, up to now
 * @param last when the latest of them began; null for none
 * @param next when the next one is; null for none
 * @param purposes what they were and are for, each once, the latest first
 */
@Serdeable
public record Consulted(
    @Nullable String name,
    @Nullable UUID professional,
    @Nullable Profession profession,
    @Nullable String organisation,
    int visits,
    @Nullable Instant last,
    @Nullable Instant next,
    List<String> purposes) {
  /** Detail that names whom it was with. */
  public static final String WITH = "professional";

  /** Detail that says what it was for, where the title does not. */
  static final String PURPOSE = "purpose";

  /** Copies what could change. */
  public Consulted {
    purposes = List.copyOf(purposes);
  }

  /** The same with other words for what they were and are for. */
  public Consulted forPurposes(List<String> words) {
    return new Consulted(name, professional, profession, organisation, visits, last, next, words);
  }

  /**
   * Everybody whom these events are with, who was or will be seen last first. What was cancelled or
   * entered in error is with nobody.
   *
   * @param events consultations and appointments as they stand, each once
   * @param names of the accounts of professionals, by id
   * @param now what begins later is to come
   */
  static List<Consulted> of(List<ClinicalEvent> events, Map<UUID, String> names, Instant now) {
    Map<String, List<ClinicalEvent>> byWhom = new LinkedHashMap<>();
    events.stream()
        .filter(event -> takesPlace(event.content().status()))
        .sorted(Comparator.comparing((ClinicalEvent event) -> event.content().from()).reversed())
        .forEach(
            event ->
                byWhom.computeIfAbsent(whom(event, names), any -> new ArrayList<>()).add(event));
    return byWhom.values().stream().map(visits -> one(visits, names, now)).toList();
  }

  private static boolean takesPlace(EventStatus status) {
    return switch (status) {
      case PLANNED, ACTIVE, COMPLETED -> true;
      case CANCELLED, ENTERED_IN_ERROR -> false;
    };
  }

  /**
   * @param visits latest first, at least one
   */
  private static Consulted one(List<ClinicalEvent> visits, Map<UUID, String> names, Instant now) {
    List<Instant> past =
        visits.stream()
            .map(visit -> visit.content().from())
            .filter(at -> !at.isAfter(now))
            .toList();
    ClinicalEvent latest = visits.get(0);
    Provenance by = latest.provenance();
    UUID account = account(latest, names);
    String name = latest.content().details().get(WITH);
    return new Consulted(
        name == null && account != null ? names.get(account) : name,
        account,
        account == null ? null : by.profession(),
        account == null ? null : by.organisation(),
        past.size(),
        past.isEmpty() ? null : past.get(0),
        visits.stream()
            .map(visit -> visit.content().from())
            .filter(at -> at.isAfter(now))
            .min(Comparator.naturalOrder())
            .orElse(null),
        visits.stream().map(Consulted::purpose).distinct().toList());
  }

  private static String purpose(ClinicalEvent visit) {
    EventContent content = visit.content();
    String said = content.details().get(PURPOSE);
    return said == null ? content.title() : said.strip();
  }

  /** One text for one professional: the account's id, or else the name however it is spaced. */
  private static String whom(ClinicalEvent event, Map<UUID, String> names) {
    UUID account = account(event, names);
    String name = event.content().details().get(WITH);
    return account != null ? account.toString() : name == null ? "" : folded(name);
  }

  /** Of the professional who entered it and names nobody else; null for every other event. */
  private static @Nullable UUID account(ClinicalEvent event, Map<UUID, String> names) {
    Provenance by = event.provenance();
    if (by.origin() != Provenance.Origin.PROFESSIONAL) {
      return null;
    }
    String name = event.content().details().get(WITH);
    String own = names.get(by.author());
    return name == null || (own != null && folded(own).equals(folded(name))) ? by.author() : null;
  }

  private static String folded(String name) {
    return name.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }
}
