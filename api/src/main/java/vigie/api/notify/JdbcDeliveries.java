package vigie.api.notify;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.alert.Delivery.Channel;
import vigie.alert.Delivery.Outcome;
import vigie.alert.Notification.Reason;
import vigie.alert.Notification.Role;
import vigie.api.access.SyntheticPeople;
import vigie.api.store.JdbcDatabase;

/** Attempts to deliver, searched in the store. */
@Singleton
public final class JdbcDeliveries {
  private static final String SEARCH =
      """
      SELECT notification_id, patient_id, alert_id, recipient, role, step, reason, decided_at,
        channel, attempt, outcome, at, detail
      FROM delivery JOIN notification USING (notification_id)
      WHERE at >= ? AND at < ?
        AND (patient_id = ? OR (?::uuid IS NULL AND patient_id <> ?))
        AND (?::uuid IS NULL OR recipient = ?)
        AND (?::uuid IS NULL OR alert_id = ?)
        AND (?::text IS NULL OR channel = ?)
        AND (?::text IS NULL OR outcome = ?)
        AND (?::timestamptz IS NULL OR at < ?
          OR (at = ? AND (notification_id, channel, attempt) > (?::uuid, ?, ?)))
      ORDER BY at DESC, notification_id, channel, attempt LIMIT ?\
      """;

  private final JdbcDatabase database;

  /** Wired by the program. */
  public JdbcDeliveries(JdbcDatabase database) {
    this.database = database;
  }

  /**
   * Which attempts; null for all. Those for the watchdog's patient are left out unless they are
   * asked for.
   *
   * @param from ended then or later
   * @param to ended before
   */
  public record Filter(
      Instant from,
      Instant to,
      @Nullable UUID patient,
      @Nullable UUID recipient,
      @Nullable UUID alert,
      @Nullable Channel channel,
      @Nullable Outcome outcome) {}

  /** The place of an attempt among others, newest first. */
  public record Key(Instant at, UUID notification, Channel channel, int attempt) {}

  /** One attempt with the notification that it was made for. */
  public record Attempt(
      UUID notification,
      UUID patient,
      UUID alert,
      UUID recipient,
      Role role,
      int step,
      Reason reason,
      Instant decidedAt,
      Channel channel,
      int attempt,
      Outcome outcome,
      Instant at,
      String detail) {}

  /** The newest that pass. */
  public List<Attempt> search(Filter filter, int limit) {
    return search(filter, null, limit);
  }

  /**
   * The newest that pass and stand behind a place.
   *
   * @param after the place; null for the beginning
   */
  public List<Attempt> search(Filter filter, @Nullable Key after, int limit) {
    OffsetDateTime at = after == null ? null : after.at().atOffset(ZoneOffset.UTC);
    String channel = filter.channel() == null ? null : filter.channel().name();
    String outcome = filter.outcome() == null ? null : filter.outcome().name();
    return database.query(
        SEARCH,
        statement -> {
          statement.setObject(1, filter.from().atOffset(ZoneOffset.UTC));
          statement.setObject(2, filter.to().atOffset(ZoneOffset.UTC));
          statement.setObject(3, filter.patient());
          statement.setObject(4, filter.patient());
          statement.setObject(5, SyntheticPeople.PATIENT);
          statement.setObject(6, filter.recipient());
          statement.setObject(7, filter.recipient());
          statement.setObject(8, filter.alert());
          statement.setObject(9, filter.alert());
          statement.setString(10, channel);
          statement.setString(11, channel);
          statement.setString(12, outcome);
          statement.setString(13, outcome);
          statement.setObject(14, at);
          statement.setObject(15, at);
          statement.setObject(16, at);
          statement.setObject(17, after == null ? null : after.notification());
          statement.setString(18, after == null ? null : after.channel().name());
          statement.setInt(19, after == null ? 0 : after.attempt());
          statement.setInt(20, limit);
        },
        row ->
            new Attempt(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getObject(3, UUID.class),
                row.getObject(4, UUID.class),
                Role.valueOf(row.getString(5)),
                row.getInt(6),
                Reason.valueOf(row.getString(7)),
                row.getTimestamp(8).toInstant(),
                Channel.valueOf(row.getString(9)),
                row.getInt(10),
                Outcome.valueOf(row.getString(11)),
                row.getTimestamp(12).toInstant(),
                row.getString(13)));
  }
}
