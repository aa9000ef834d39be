package vigie.api.alert;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertTransition;
import vigie.api.store.JdbcDatabase;
import vigie.codec.Codecs;

/**
 * Who read which alert, and who answered for it: receipts beside that of delivery (clinical note
 * 5.2). To have read it stops nothing.
 */
@Singleton
public final class JdbcReceipts {
  private final JdbcDatabase database;
  private final ToldPeople told;
  private final Clock clock;

  /** Wired by the program. */
  public JdbcReceipts(JdbcDatabase database, ToldPeople told, Clock clock) {
    this.database = database;
    this.told = told;
    this.clock = clock;
  }

  /** One person and one alert. */
  public record Of(UUID alert, UUID person) {}

  /**
   * What this person did about the alert.
   *
   * @param readAt when they first opened it; null for not yet
   * @param acknowledgedAt when they first took it on, or, the patient, confirmed to have seen it;
   *     null for not yet
   */
  public record Receipt(@Nullable Instant readAt, @Nullable Instant acknowledgedAt) {
    /** Neither. */
    public static final Receipt NONE = new Receipt(null, null);

    /** Both, the earlier of each. */
    Receipt and(Receipt other) {
      return new Receipt(
          earlier(readAt, other.readAt), earlier(acknowledgedAt, other.acknowledgedAt));
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
      if (one == null || other == null) {
        return one == null ? other : one;
      }
      return other.isBefore(one) ? other : one;
    }
  }

  /** Somebody opens the alert: noted the first time, if they were told of it. */
  void read(AlertTransition alert, UUID person) {
    if (told.roles(alert, person).isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    database.inTransaction(
        connection ->
            JdbcDatabase.update(
                connection,
                "INSERT INTO alert_read (alert_id, person_id, patient_id, at)"
                    + " VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                statement -> {
                  statement.setObject(1, alert.alert());
                  statement.setObject(2, person);
                  statement.setObject(3, alert.patient().value());
                  statement.setObject(4, now.atOffset(ZoneOffset.UTC));
                }));
  }

  /** The receipts of these alerts; without those of whom there is none. */
  public Map<Of, Receipt> of(Collection<UUID> alerts) {
    Map<Of, Receipt> receipts = new HashMap<>();
    Object[] ids = alerts.stream().distinct().toArray();
    database.query(
        "SELECT alert_id, person_id, at FROM alert_read WHERE alert_id = ANY (?)",
        statement -> statement.setArray(1, statement.getConnection().createArrayOf("uuid", ids)),
        row ->
            receipts.put(
                new Of(row.getObject(1, UUID.class), row.getObject(2, UUID.class)),
                new Receipt(row.getTimestamp(3).toInstant(), null)));
    database
        .query(
            "SELECT record FROM alert_transition"
                + " WHERE alert_id = ANY (?) AND cause IN ('ACKNOWLEDGED', 'SEEN_BY_PATIENT')",
            statement ->
                statement.setArray(1, statement.getConnection().createArrayOf("uuid", ids)),
            row -> Codecs.ALERT.decode(row.getBytes(1)))
        .forEach(
            transition -> {
              UUID actor = transition.actor();
              if (actor != null) {
                receipts.merge(
                    new Of(transition.alert(), actor),
                    new Receipt(null, transition.decidedAt()),
                    Receipt::and);
              }
            });
    return receipts;
  }
}
