package vigie.api.event;

import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vigie.api.access.Mask;
import vigie.api.retention.JdbcProfessionalFiles;
import vigie.api.store.JdbcDatabase;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;

/** Events in the store: rows are added, never changed. Safe to share between threads. */
@Singleton
public final class JdbcEvents {
  private static final String NEWEST =
      "SELECT "
          + JdbcEventRows.COLUMNS
          + " FROM clinical_event AS event WHERE patient_id = ? AND entered <= ? AND NOT EXISTS"
          + " (SELECT FROM clinical_event AS next WHERE next.patient_id = event.patient_id"
          + " AND next.event_id = event.event_id AND next.version = event.version + 1"
          + " AND next.entered <= ?)";

  private static final String ARCHIVED =
      "(controller = 'PROFESSIONAL_FILE' AND EXISTS (SELECT FROM professional_file AS file"
          + " WHERE file.patient_id = event.patient_id"
          + " AND file.controller = coalesce(event.organisation, event.author::text)"
          + " AND file.archived_at IS NOT NULL))";

  private static final String SEEN =
      " AND content = ANY (?) AND event_id <> ALL (?) AND NOT EXISTS (SELECT FROM"
          + " unnest(?::text[], ?::timestamptz[], ?::timestamptz[]) AS hidden (kind, begins, ends)"
          + " WHERE hidden.kind = content AND told_until >= hidden.begins"
          + " AND told_from < hidden.ends)"
          + " AND (? OR NOT "
          + ARCHIVED
          + ")";

  private final JdbcDatabase database;
  private final Clock clock;

  /** An event entered or amended; not fresh when it stood there already. */
  public record Kept(ClinicalEvent event, boolean fresh) {}

  /**
   * Place in a list of events, newest first.
   *
   * @param from effective time of the last one shown
   * @param event its id
   */
  public record Place(Instant from, UUID event) {}

  /** Wired by the program. */
  public JdbcEvents(JdbcDatabase database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Enters an event; the same one again changes nothing.
   *
   * @throws Refusal when another stands under this id
   */
  Kept enter(UUID patient, UUID event, EventContent content, Provenance by) {
    ClinicalEvent entered = new ClinicalEvent(event, 1, content, by, now());
    return database.inTransaction(
        connection -> {
          if (JdbcEventRows.insert(
              connection, patient, entered, content.from(), content.lastKnown())) {
            file(connection, patient, entered);
            return new Kept(entered, true);
          }
          ClinicalEvent first = versions(connection, patient, event).get(0);
          if (!first.repeats(content, by)) {
            throw new Refusal(ProblemCode.CONFLICT, "another event has this id: take a new one");
          }
          return new Kept(first, false);
        });
  }

  /**
   * Adds a version; the same amendment again changes nothing.
   *
   * @param amends the version that it amends
   * @throws Refusal when that is not the newest, or the kind is another
   */
  Kept amend(UUID patient, UUID event, int amends, EventContent content, Provenance by) {
    return database.inTransaction(
        connection -> {
          List<ClinicalEvent> versions = versions(connection, patient, event);
          ClinicalEvent newest = versions.get(versions.size() - 1);
          if (!newest.content().kind().equals(content.kind())) {
            throw Refusal.invalid("kind", "must stay " + newest.content().kind().id());
          }
          if (newest.version() > amends && amends >= 1) {
            ClinicalEvent amended = versions.get(amends);
            if (amended.repeats(content, by)) {
              return new Kept(amended, false);
            }
          }
          ClinicalEvent next = new ClinicalEvent(event, amends + 1, content, by, now());
          Instant from = content.from();
          Instant until = content.lastKnown();
          for (ClinicalEvent each : versions) {
            from = min(from, each.content().from());
            until = until.isBefore(each.content().lastKnown()) ? each.content().lastKnown() : until;
          }
          if (newest.version() != amends
              || !JdbcEventRows.insert(connection, patient, next, from, until)) {
            throw new Refusal(
                ProblemCode.CONFLICT,
                "version " + newest.version() + " is the newest: read it, then amend that one");
          }
          file(connection, patient, next);
          return new Kept(next, true);
        });
  }

  /** What a professional enters is of their file, whose time runs from then. */
  private static void file(Connection connection, UUID patient, ClinicalEvent entered)
      throws SQLException {
    if (entered.provenance().controller() == Provenance.Controller.PROFESSIONAL_FILE) {
      JdbcProfessionalFiles.consulted(
          connection, patient, entered.provenance().keeper(), entered.entered());
    }
  }

  /** Every version of an event, oldest first; empty when there is none. */
  List<ClinicalEvent> versions(UUID patient, UUID event) {
    return database.read(connection -> versions(connection, patient, event));
  }

  /** The event as it stands; empty when there is none that may be seen. */
  public Optional<ClinicalEvent> newest(UUID patient, UUID event, EventSight sight) {
    Instant now = now();
    return database
        .read(
            connection ->
                JdbcDatabase.query(
                    connection,
                    NEWEST + SEEN + " AND event_id = ?",
                    statement ->
                        statement.setObject(
                            seen(connection, statement, patient, now, sight), event),
                    JdbcEventRows::read))
        .stream()
        .findFirst();
  }

  /**
   * Events as they stand, newest first by effective time.
   *
   * @param kind of {@code kinds.csv}; null for all
   * @param after the last one shown; null for the first page
   * @param limit how many at most
   */
  public List<ClinicalEvent> list(
      UUID patient, EventSight sight, @Nullable String kind, @Nullable Place after, int limit) {
    Instant now = now();
    return database.read(
        connection ->
            JdbcDatabase.query(
                connection,
                NEWEST
                    + SEEN
                    + (kind == null ? "" : " AND kind = ?")
                    + (after == null ? "" : " AND (starts, event_id) < (?, ?)")
                    + " ORDER BY starts DESC, event_id DESC LIMIT ?",
                statement -> {
                  int next = seen(connection, statement, patient, now, sight);
                  if (kind != null) {
                    statement.setString(next++, kind);
                  }
                  if (after != null) {
                    statement.setObject(next++, after.from().atOffset(ZoneOffset.UTC));
                    statement.setObject(next++, after.event());
                  }
                  statement.setInt(next, limit);
                },
                JdbcEventRows::read));
  }

  /** Whether the sight leaves something out for nothing but that it is of an archived file. */
  boolean anyArchived(UUID patient, EventSight sight) {
    Instant now = now();
    return !database
        .read(
            connection ->
                JdbcDatabase.query(
                    connection,
                    NEWEST + SEEN + " AND " + ARCHIVED + " LIMIT 1",
                    statement -> seen(connection, statement, patient, now, sight.withArchive()),
                    JdbcEventRows::read))
        .isEmpty();
  }

  /**
   * Events that begin in a span, by time.
   *
   * @param from begin
   * @param to end, exclusive
   * @param asOf what was entered later is left out, so that pages fit each other
   * @param limit how many at most
   */
  public List<ClinicalEvent> between(
      UUID patient, EventSight sight, Instant from, Instant to, Instant asOf, int limit) {
    return database.read(
        connection ->
            JdbcDatabase.query(
                connection,
                NEWEST + SEEN + " AND starts >= ? AND starts < ? ORDER BY starts, event_id LIMIT ?",
                statement -> {
                  int next = seen(connection, statement, patient, asOf, sight);
                  statement.setObject(next++, from.atOffset(ZoneOffset.UTC));
                  statement.setObject(next++, to.atOffset(ZoneOffset.UTC));
                  statement.setInt(next, limit);
                },
                JdbcEventRows::read));
  }

  private static List<ClinicalEvent> versions(Connection connection, UUID patient, UUID event)
      throws SQLException {
    return JdbcDatabase.query(
        connection,
        "SELECT "
            + JdbcEventRows.COLUMNS
            + " FROM clinical_event WHERE patient_id = ? AND event_id = ? ORDER BY version",
        statement -> {
          statement.setObject(1, patient);
          statement.setObject(2, event);
        },
        JdbcEventRows::read);
  }

  /** Sets the parameters of {@link #NEWEST} and {@link #SEEN}; gives the place of the next. */
  private static int seen(
      Connection connection,
      PreparedStatement statement,
      UUID patient,
      Instant asOf,
      EventSight sight)
      throws SQLException {
    statement.setObject(1, patient);
    statement.setObject(2, asOf.atOffset(ZoneOffset.UTC));
    statement.setObject(3, asOf.atOffset(ZoneOffset.UTC));
    statement.setArray(4, texts(connection, sight.contents().stream().map(Enum::name)));
    statement.setArray(5, connection.createArrayOf("uuid", sight.items().toArray()));
    statement.setArray(6, texts(connection, sight.spans().stream().map(m -> m.kind() + "")));
    statement.setArray(7, times(connection, sight.spans().stream().map(Mask::from), "-infinity"));
    statement.setArray(8, times(connection, sight.spans().stream().map(Mask::until), "infinity"));
    statement.setBoolean(9, sight.archive());
    return 10;
  }

  private static Array texts(Connection connection, Stream<String> texts) throws SQLException {
    return connection.createArrayOf("text", texts.toArray(String[]::new));
  }

  private static Array times(
      Connection connection, Stream<@Nullable Instant> times, String otherwise)
      throws SQLException {
    return connection.createArrayOf(
        "timestamptz",
        times.map(at -> at == null ? otherwise : at.toString()).toArray(String[]::new));
  }

  private static Instant min(Instant one, Instant other) {
    return other.isBefore(one) ? other : one;
  }

  /** As exact as the store keeps it. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
