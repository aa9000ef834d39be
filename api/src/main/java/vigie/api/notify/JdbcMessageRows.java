package vigie.api.notify;

import jakarta.inject.Singleton;
import java.util.List;
import vigie.alert.Delivery;
import vigie.alert.Notification;
import vigie.api.alert.AlertTimes;
import vigie.api.store.JdbcDatabase;
import vigie.api.store.JdbcTimes;
import vigie.codec.Codecs;

/** Notifications and attempts in the store. */
@Singleton
final class JdbcMessageRows {
  private static final String INSERT_NOTIFICATION =
      """
      INSERT INTO notification (notification_id, patient_id, recipient, role, step, reason,
        alert_id, record, decided_at, severity, device_at, received_at, alert_decided_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING\
      """;
  private static final String INSERT_DELIVERY =
      """
      INSERT INTO delivery (notification_id, channel, attempt, outcome, at, detail)
      SELECT ?, ?, ?, ?, ?, ? WHERE NOT is_erased(?)
      ON CONFLICT (notification_id, channel, attempt) DO UPDATE
      SET outcome = excluded.outcome, at = excluded.at, detail = excluded.detail
      WHERE delivery.at < excluded.at\
      """;

  private final JdbcDatabase database;

  JdbcMessageRows(JdbcDatabase database) {
    this.database = database;
  }

  /**
   * Writes both lists, or nothing; rows that are there already stay as they are. Only an attempt
   * that was made again, because the program died between the attempts, has its newer outcome.
   *
   * @throws vigie.api.store.StoreException when the store fails
   */
  void write(List<Notification> notifications, List<Delivery> deliveries) {
    database.inTransaction(
        connection -> {
          for (Notification each : notifications) {
            JdbcDatabase.update(
                connection,
                INSERT_NOTIFICATION,
                statement -> {
                  statement.setObject(1, each.id());
                  statement.setObject(2, each.patient().value());
                  statement.setObject(3, each.recipient());
                  statement.setString(4, each.role().name());
                  statement.setInt(5, each.step());
                  statement.setString(6, each.reason().name());
                  statement.setObject(7, each.alert().alert());
                  statement.setBytes(8, Codecs.NOTIFICATION.encode(each));
                  statement.setObject(9, JdbcTimes.utc(each.decidedAt()));
                  boolean disclosed = AlertTimes.disclosed(each);
                  AlertTimes times = AlertTimes.of(each.alert(), null);
                  statement.setString(10, disclosed ? each.alert().severity().name() : null);
                  statement.setObject(11, disclosed ? JdbcTimes.utc(times.device()) : null);
                  statement.setObject(12, disclosed ? JdbcTimes.utc(times.received()) : null);
                  statement.setObject(13, disclosed ? JdbcTimes.utc(times.decided()) : null);
                });
          }
          for (Delivery each : deliveries) {
            JdbcDatabase.update(
                connection,
                INSERT_DELIVERY,
                statement -> {
                  statement.setObject(1, each.notification());
                  statement.setString(2, each.channel().name());
                  statement.setInt(3, each.attempt());
                  statement.setString(4, each.outcome().name());
                  statement.setObject(5, JdbcTimes.utc(each.at()));
                  statement.setString(6, each.detail());
                  statement.setObject(7, each.patient().value());
                });
          }
          return notifications.size() + deliveries.size();
        });
  }
}
