package vigie.api.share;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vigie.api.store.JdbcDatabase;

/** Shares in the store; those that are over stay as history. */
@Singleton
public final class JdbcShares {
  private static final String ROWS =
      "SELECT share_id, recipient, events, since, until, ended, actor FROM event_share"
          + " WHERE patient_id = ?";

  private final JdbcDatabase database;
  private final Clock clock;

  /** Wired by the program. */
  public JdbcShares(JdbcDatabase database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Every share, newest first. */
  List<Share> list(UUID patient) {
    return database.query(
        ROWS + " ORDER BY since DESC, share_id",
        statement -> statement.setObject(1, patient),
        JdbcShares::row);
  }

  /** One share; empty when there is none. */
  Optional<Share> find(UUID patient, UUID share) {
    return database
        .query(
            ROWS + " AND share_id = ?",
            statement -> {
              statement.setObject(1, patient);
              statement.setObject(2, share);
            },
            JdbcShares::row)
        .stream()
        .findFirst();
  }

  /** Sends these events. */
  Share add(UUID patient, UUID recipient, List<UUID> events, Instant until, UUID by) {
    Share share = new Share(UUID.randomUUID(), recipient, events, clock.instant(), until, null, by);
    return database.inTransaction(
        connection -> {
          JdbcDatabase.update(
              connection,
              "INSERT INTO event_share (share_id, patient_id, recipient, events, since, until,"
                  + " actor) VALUES (?, ?, ?, ?, ?, ?, ?)",
              statement -> {
                statement.setObject(1, share.id());
                statement.setObject(2, patient);
                statement.setObject(3, share.recipient());
                statement.setArray(4, connection.createArrayOf("uuid", share.events().toArray()));
                statement.setObject(5, share.since().atOffset(ZoneOffset.UTC));
                statement.setObject(6, share.until().atOffset(ZoneOffset.UTC));
                statement.setObject(7, share.by());
              });
          return share;
        });
  }

  /** Ends a share; false when there is no such one, or it is over. */
  boolean end(UUID patient, UUID share) {
    Instant now = clock.instant();
    return database.inTransaction(
            connection ->
                JdbcDatabase.update(
                    connection,
                    "UPDATE event_share SET ended = ?"
                        + " WHERE patient_id = ? AND share_id = ? AND ended IS NULL AND until > ?",
                    statement -> {
                      statement.setObject(1, now.atOffset(ZoneOffset.UTC));
                      statement.setObject(2, patient);
                      statement.setObject(3, share);
                      statement.setObject(4, now.atOffset(ZoneOffset.UTC));
                    }))
        > 0;
  }

  private static Share row(ResultSet row) throws SQLException {
    return new Share(
        row.getObject(1, UUID.class),
        row.getObject(2, UUID.class),
        Arrays.stream((Object[]) row.getArray(3).getArray()).map(UUID.class::cast).toList(),
        row.getTimestamp(4).toInstant(),
        row.getTimestamp(5).toInstant(),
        row.getTimestamp(6) == null ? null : row.getTimestamp(6).toInstant(),
        row.getObject(7, UUID.class));
  }
}
