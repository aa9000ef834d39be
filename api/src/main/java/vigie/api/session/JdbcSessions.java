package vigie.api.session;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.store.JdbcDatabase;

/** Sessions in the store. */
@Singleton
final class JdbcSessions {
  private static final Duration KEPT = Duration.ofDays(30);
  private static final int LISTED_MAX = 100;
  private static final String SESSION = "session_id, person_id, proved_at, strong, ends_at";

  private final JdbcDatabase database;

  JdbcSessions(JdbcDatabase database) {
    this.database = database;
  }

  /**
   * A session as its person sees it.
   *
   * @param endedAt null while nobody has ended it
   */
  record Row(
      Session session,
      Instant begunAt,
      Instant renewedAt,
      Origin origin,
      @Nullable Instant endedAt) {}

  /** An end of which tokens may be alive. */
  record End(UUID session, Instant at) {}

  /** Keeps a new session, and forgets those that were long over. */
  void begin(Session session, Origin origin, Instant now) {
    database.inTransaction(
        connection -> {
          forget(connection, now.minus(KEPT));
          return JdbcDatabase.update(
              connection,
              "INSERT INTO people.session (session_id, person_id, begun_at, proved_at, strong,"
                  + " renewed_at, ends_at, network, agent) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
              statement -> {
                statement.setObject(1, session.id());
                statement.setObject(2, session.person());
                statement.setObject(3, time(now));
                statement.setObject(4, time(session.provedAt()));
                statement.setBoolean(5, session.strong());
                statement.setObject(6, time(now));
                statement.setObject(7, time(session.endsAt()));
                statement.setString(8, origin.network());
                statement.setString(9, origin.agent());
              });
        });
  }

  /** The session goes on; empty when it is over. */
  Optional<Session> renew(UUID person, UUID session, Instant now) {
    return database.inTransaction(
        connection ->
            JdbcDatabase.query(
                    connection,
                    "UPDATE people.session SET renewed_at = ? WHERE session_id = ? AND person_id ="
                        + " ? AND ended_at IS NULL AND ends_at > ? RETURNING "
                        + SESSION,
                    statement -> {
                      statement.setObject(1, time(now));
                      statement.setObject(2, session);
                      statement.setObject(3, person);
                      statement.setObject(4, time(now));
                    },
                    JdbcSessions::session)
                .stream()
                .findFirst());
  }

  /** The person has proved anew who they are; empty when the session is over. */
  Optional<Session> proved(
      UUID person, UUID session, Instant provedAt, boolean strong, Instant now) {
    return database.inTransaction(
        connection ->
            JdbcDatabase.query(
                    connection,
                    "UPDATE people.session SET proved_at = GREATEST(proved_at, ?), renewed_at = ?,"
                        + " strong = strong OR ?"
                        + " WHERE session_id = ? AND person_id = ? AND ended_at IS NULL"
                        + " AND ends_at > ? RETURNING "
                        + SESSION,
                    statement -> {
                      statement.setObject(1, time(now));
                      statement.setObject(2, time(now));
                      statement.setBoolean(3, strong);
                      statement.setObject(4, session);
                      statement.setObject(5, person);
                      statement.setObject(6, time(now));
                    },
                    JdbcSessions::session)
                .stream()
                .findFirst());
  }

  /**
   * Ends sessions of a person.
   *
   * @param only the one to end; null for all
   * @param but the one to leave; null for none
   * @return those that ended by this
   */
  List<UUID> end(UUID person, @Nullable UUID only, @Nullable UUID but, Instant now) {
    return database.inTransaction(
        connection ->
            JdbcDatabase.query(
                connection,
                "UPDATE people.session SET ended_at = ? WHERE person_id = ? AND ended_at IS NULL"
                    + " AND ends_at > ? AND (?::uuid IS NULL OR session_id = ?)"
                    + " AND (?::uuid IS NULL OR session_id <> ?) RETURNING session_id",
                statement -> {
                  statement.setObject(1, time(now));
                  statement.setObject(2, person);
                  statement.setObject(3, time(now));
                  statement.setObject(4, only);
                  statement.setObject(5, only);
                  statement.setObject(6, but);
                  statement.setObject(7, but);
                },
                row -> row.getObject(1, UUID.class)));
  }

  /** A person's sessions of the last 30 days, newest first. */
  List<Row> list(UUID person) {
    return database.query(
        "SELECT "
            + SESSION
            + ", begun_at, renewed_at, network, agent, ended_at FROM people.session"
            + " WHERE person_id = ? ORDER BY begun_at DESC LIMIT "
            + LISTED_MAX,
        statement -> statement.setObject(1, person),
        row -> {
          OffsetDateTime endedAt = row.getObject(10, OffsetDateTime.class);
          return new Row(
              session(row),
              instant(row, 6),
              instant(row, 7),
              new Origin(row.getString(8), row.getString(9)),
              endedAt == null ? null : endedAt.toInstant());
        });
  }

  /** What ended after this time. */
  List<End> endedSince(Instant since) {
    return database.query(
        "SELECT session_id, ended_at FROM people.session WHERE ended_at > ?",
        statement -> statement.setObject(1, time(since)),
        row -> new End(row.getObject(1, UUID.class), instant(row, 2)));
  }

  /** Waits for nobody, so that no two sign-ins wait for each other. */
  private static void forget(Connection connection, Instant before) throws SQLException {
    JdbcDatabase.update(
        connection,
        "DELETE FROM people.session WHERE session_id IN (SELECT session_id FROM people.session"
            + " WHERE begun_at < ? FOR UPDATE SKIP LOCKED)",
        statement -> statement.setObject(1, time(before)));
  }

  private static Session session(ResultSet row) throws SQLException {
    return new Session(
        row.getObject(1, UUID.class),
        row.getObject(2, UUID.class),
        instant(row, 3),
        row.getBoolean(4),
        instant(row, 5));
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
