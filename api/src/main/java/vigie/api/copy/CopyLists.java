package vigie.api.copy;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.OperatorSettings;
import vigie.api.event.Consulted;
import vigie.api.event.Provenance;
import vigie.api.notify.Words;
import vigie.api.register.Notice;
import vigie.reading.Category;
import vigie.reading.MetricCatalogue;
import vigie.register.DataKind;

/**
 * The first line of a copy: the five lists of article 15, and who to turn to. Pure.
 *
 * @param at when it was made
 * @param language of its words: fr or en
 * @param categories what is held, how much of it and of which times
 * @param purposes what each kind is used for, and on what ground
 * @param recipients who really received it, or may
 * @param professionals whom the person consulted, and what for
 * @param retention how long each kind is kept
 * @param rights the person's other rights, and how each is used
 * @param contacts who answers
 * @param automatedDecision what alerts are and are not (C-76)
 */
@Serdeable
public record CopyLists(
    UUID patient,
    Instant at,
    String language,
    List<Held> categories,
    List<Purpose> purposes,
    List<RealRecipient> recipients,
    List<Consulted> professionals,
    List<Kept> retention,
    List<Notice.Right> rights,
    Contacts contacts,
    String automatedDecision) {

  /**
   * A category of data that is held.
   *
   * @param kind of the register
   * @param category of readings; null for what is none, or of no category
   * @param count rows
   * @param from of the earliest; null where rows have no time
   * @param to of the latest; null likewise
   * @param controllers for how many of these rows who answers (C-32)
   * @param where RECORD: in FHIR lines, ROWS: in lines of tables, ROUTE: by a route of its own
   */
  @Serdeable
  public record Held(
      String kind,
      @Nullable Category category,
      String what,
      long count,
      @Nullable Instant from,
      @Nullable Instant to,
      Map<String, Long> controllers,
      Set<String> where,
      List<String> sources) {}

  /** What a kind is used for. */
  @Serdeable
  public record Purpose(String kind, String what, List<String> why, String basis) {}

  /**
   * Somebody who received data, or may.
   *
   * @param name of a health professional; null for anybody else
   */
  @Serdeable
  public record RealRecipient(
      String who,
      @Nullable String name,
      String how,
      long times,
      Instant first,
      @Nullable Instant last) {}

  /** How long a kind is kept. */
  @Serdeable
  public record Kept(String kind, String what, String howLong) {}

  /** Who answers for the data, who watches over it, and to whom one complains. */
  @Serdeable
  public record Contacts(String operator, String dpo, String authority, String authorityLink) {}

  /**
   * What goes into them.
   *
   * @param extents of each table that holds something
   * @param measured how much of each metric
   * @param events how many of the events' rows each controller answers for
   * @param recipients the real ones
   * @param names of professionals, by id
   * @param consulted whom the person consulted
   */
  record Facts(
      Map<HeldTable, JdbcHoldings.Extent> extents,
      List<JdbcHoldings.Measured> measured,
      Map<Provenance.Controller, Long> events,
      List<JdbcRecipientsOf.Recipient> recipients,
      Map<UUID, String> names,
      List<Consulted> consulted) {}

  /** The lists in this language; any other than en is French. */
  static CopyLists of(
      UUID patient, Facts facts, OperatorSettings operator, String wished, Instant now) {
    String language = wished.equals("en") ? "en" : "fr";
    Words words = Words.of(language);
    Map<DataKind, List<Map.Entry<HeldTable, JdbcHoldings.Extent>>> byKind = new LinkedHashMap<>();
    facts
        .extents()
        .entrySet()
        .forEach(
            entry ->
                byKind.computeIfAbsent(entry.getKey().kind(), any -> new ArrayList<>()).add(entry));
    Set<DataKind> kinds = byKind.keySet();
    List<Held> held = new ArrayList<>(readings(facts, language));
    byKind.forEach((kind, tables) -> held.add(held(kind, tables, facts.events(), language)));
    return new CopyLists(
        patient,
        now,
        language,
        held,
        kinds.stream()
            .map(
                kind ->
                    new Purpose(
                        kind.id(),
                        kind.in(language),
                        kind.purposes().stream().map(use -> use.in(language)).toList(),
                        kind.basis().in(language)))
            .toList(),
        facts.recipients().stream()
            .map(
                one ->
                    new RealRecipient(
                        one.who(),
                        person(one.who()).map(facts.names()::get).orElse(null),
                        one.how().name(),
                        one.times(),
                        one.first(),
                        one.last()))
            .toList(),
        facts.consulted(),
        kinds.stream()
            .map(kind -> new Kept(kind.id(), kind.in(language), kind.retention().in(language)))
            .toList(),
        Notice.rights(words),
        new Contacts(
            operator.name(), operator.dpo(), operator.authority(), operator.complaint().toString()),
        Notice.automatedDecision(words));
  }

  private static Held held(
      DataKind kind,
      List<Map.Entry<HeldTable, JdbcHoldings.Extent>> tables,
      Map<Provenance.Controller, Long> events,
      String language) {
    Set<String> where = new LinkedHashSet<>();
    tables.forEach(entry -> where.add(entry.getKey().place().name()));
    JdbcHoldings.Extent extent =
        tables.stream().map(Map.Entry::getValue).reduce(CopyLists::both).orElseThrow();
    return new Held(
        kind.id(),
        null,
        kind.in(language),
        extent.count(),
        extent.from(),
        extent.to(),
        controllers(kind, tables, events, language),
        where,
        kind.sources().stream().map(source -> source.in(language)).toList());
  }

  /** By the register, but for events: each row of those says it. */
  private static Map<String, Long> controllers(
      DataKind kind,
      List<Map.Entry<HeldTable, JdbcHoldings.Extent>> tables,
      Map<Provenance.Controller, Long> events,
      String language) {
    Map<String, Long> controllers = new TreeMap<>();
    for (Map.Entry<HeldTable, JdbcHoldings.Extent> table : tables) {
      if (table.getKey().name().equals(JdbcHoldings.EVENTS)) {
        events.forEach(
            (controller, rows) ->
                controllers.merge(controller.registered().in(language), rows, Long::sum));
      } else {
        controllers.merge(kind.controller().in(language), table.getValue().count(), Long::sum);
      }
    }
    return controllers;
  }

  /** Readings by the categories that one consents to. */
  private static List<Held> readings(Facts facts, String language) {
    Map<Category, JdbcHoldings.Extent> extents = new EnumMap<>(Category.class);
    for (JdbcHoldings.Measured measured : facts.measured()) {
      for (Category category : MetricCatalogue.standard().categories(measured.metric())) {
        extents.merge(category, measured.extent(), CopyLists::both);
      }
    }
    List<Held> held = new ArrayList<>();
    facts.extents().keySet().stream()
        .filter(table -> table.name().equals("reading"))
        .forEach(
            table ->
                extents.forEach(
                    (category, extent) ->
                        held.add(
                            new Held(
                                table.kind().id(),
                                category,
                                Words.of(language).category(category),
                                extent.count(),
                                extent.from(),
                                extent.to(),
                                Map.of(table.kind().controller().in(language), extent.count()),
                                Set.of(table.place().name()),
                                table.kind().sources().stream()
                                    .map(source -> source.in(language))
                                    .toList()))));
    return held;
  }

  private static JdbcHoldings.Extent both(JdbcHoldings.Extent one, JdbcHoldings.Extent other) {
    return new JdbcHoldings.Extent(
        one.count() + other.count(),
        of(one.from(), other.from(), Comparator.naturalOrder()),
        of(one.to(), other.to(), Comparator.reverseOrder()));
  }

  private static @Nullable Instant of(
      @Nullable Instant one, @Nullable Instant other, Comparator<Instant> order) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return order.compare(one, other) <= 0 ? one : other;
  }

  /** The person of this id; empty for a profession of an organisation, or an endpoint. */
  static Optional<UUID> person(String who) {
    try {
      return Optional.of(UUID.fromString(who));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
