package vigie.api.drill;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.alert.Delivery.Channel;
import vigie.alert.Delivery.Outcome;
import vigie.api.store.JdbcDatabase;
import vigie.api.store.JdbcTimes;

/** Drills and what came of them, apart from alerts' notifications and deliveries. */
@Singleton
final class JdbcDrills {
  /** One that has not ended by then was broken off. */
  private static final Duration LENGTH_MAX = Duration.ofHours(1);

  private final JdbcDatabase database;

  JdbcDrills(JdbcDatabase database) {
    this.database = database;
  }

  /**
   * A drill.
   *
   * @param by who began it; null for the calendar
   * @param finishedAt null while it runs, or when it was broken off
   * @param delivered messages that were taken
   * @param failed messages that were not
   */
  record Drill(
      UUID id,
      Instant begunAt,
      @Nullable UUID by,
      @Nullable Instant finishedAt,
      long delivered,
      long failed) {}

  /**
   * What came of the message to one recipient on one channel.
   *
   * @param detail the answer in words, without address
   */
  record Result(
      UUID person, Channel channel, String mark, Outcome outcome, Instant at, String detail) {}

  /** Notes that it begins; false while another one runs. */
  boolean begin(UUID id, Instant now, @Nullable UUID by) {
    return database.inTransaction(
        connection ->
            JdbcDatabase.update(
                    connection,
                    "INSERT INTO drill (drill_id, begun_at, actor) SELECT ?, ?, ? WHERE NOT EXISTS"
                        + " (SELECT 1 FROM drill WHERE finished_at IS NULL AND begun_at > ?)",
                    statement -> {
                      statement.setObject(1, id);
                      statement.setObject(2, now.atOffset(ZoneOffset.UTC));
                      statement.setObject(3, by);
                      statement.setObject(4, now.minus(LENGTH_MAX).atOffset(ZoneOffset.UTC));
                    })
                == 1);
  }

  void add(UUID drill, Result result) {
    database.inTransaction(
        connection ->
            JdbcDatabase.update(
                connection,
                "INSERT INTO drill_delivery (drill_id, person_id, channel, mark, outcome, at,"
                    + " detail) VALUES (?, ?, ?, ?, ?, ?, ?)",
                statement -> {
                  statement.setObject(1, drill);
                  statement.setObject(2, result.person());
                  statement.setString(3, result.channel().name());
                  statement.setString(4, result.mark());
                  statement.setString(5, result.outcome().name());
                  statement.setObject(6, result.at().atOffset(ZoneOffset.UTC));
                  statement.setString(7, result.detail());
                }));
  }

  void finish(UUID drill, Instant now) {
    database.inTransaction(
        connection ->
            JdbcDatabase.update(
                connection,
                "UPDATE drill SET finished_at = ? WHERE drill_id = ?",
                statement -> {
                  statement.setObject(1, now.atOffset(ZoneOffset.UTC));
                  statement.setObject(2, drill);
                }));
  }

  /** The newest drills. */
  List<Drill> newest(int limit) {
    return database.query(
        """
        SELECT drill_id, begun_at, actor, finished_at,
          count(*) FILTER (WHERE outcome = 'DELIVERED'),
          count(*) FILTER (WHERE outcome = 'FAILED')
        FROM drill LEFT JOIN drill_delivery USING (drill_id)
        GROUP BY drill_id ORDER BY begun_at DESC LIMIT ?\
        """,
        statement -> statement.setInt(1, limit),
        row ->
            new Drill(
                row.getObject(1, UUID.class),
                row.getTimestamp(2).toInstant(),
                row.getObject(3, UUID.class),
                JdbcTimes.instant(row, 4),
                row.getLong(5),
                row.getLong(6)));
  }

  /** What came of one drill, failures first; at most so many. */
  List<Result> results(UUID drill, int limit) {
    return database.query(
        "SELECT person_id, channel, mark, outcome, at, detail FROM drill_delivery"
            + " WHERE drill_id = ? ORDER BY outcome DESC, person_id, channel LIMIT ?",
        statement -> {
          statement.setObject(1, drill);
          statement.setInt(2, limit);
        },
        row ->
            new Result(
                row.getObject(1, UUID.class),
                Channel.valueOf(row.getString(2)),
                row.getString(3),
                Outcome.valueOf(row.getString(4)),
                row.getTimestamp(5).toInstant(),
                row.getString(6)));
  }
}
