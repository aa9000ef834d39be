package vigie.api.delay;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import vigie.alert.Severity;
import vigie.api.store.JdbcDatabase;

/** Percentiles of the delays that stand in the store's notifications and deliveries. */
@Singleton
final class JdbcDelays {
  private static final String PERCENTILES =
      """
      WITH told AS (
        SELECT severity, device_at, received_at, alert_decided_at, min(delivery.at) AS delivered_at
        FROM notification JOIN delivery USING (notification_id)
        WHERE outcome = 'DELIVERED' AND channel <> 'SSE' AND alert_decided_at >= ? AND alert_decided_at < ?
        GROUP BY notification.notification_id
      )
      SELECT severity, stage, count(*),
        percentile_cont(ARRAY[0.5, 0.9, 0.99])
          WITHIN GROUP (ORDER BY extract(epoch FROM took)::float8 * 1000)
      FROM told CROSS JOIN LATERAL (VALUES
        ('DEVICE_TO_RECEIVED', received_at - device_at),
        ('RECEIVED_TO_DECIDED', alert_decided_at - received_at),
        ('DECIDED_TO_DELIVERED', delivered_at - alert_decided_at),
        ('DEVICE_TO_DELIVERED', delivered_at - device_at)
      ) stages (stage, took)
      WHERE took IS NOT NULL
      GROUP BY severity, stage\
      """;

  private final JdbcDatabase database;

  JdbcDelays(JdbcDatabase database) {
    this.database = database;
  }

  /**
   * Delays of one severity and stage, in milliseconds. A device whose clock is ahead makes the
   * first stage negative.
   */
  record Delays(Severity severity, Stage stage, long count, long p50, long p90, long p99) {}

  /** Those of alerts that were decided from one time until before another. */
  List<Delays> between(Instant from, Instant to) {
    return database.query(
        PERCENTILES,
        statement -> {
          statement.setObject(1, from.atOffset(ZoneOffset.UTC));
          statement.setObject(2, to.atOffset(ZoneOffset.UTC));
        },
        row -> {
          Double[] percentiles = (Double[]) row.getArray(4).getArray();
          return new Delays(
              Severity.valueOf(row.getString(1)),
              Stage.valueOf(row.getString(2)),
              row.getLong(3),
              Math.round(percentiles[0]),
              Math.round(percentiles[1]),
              Math.round(percentiles[2]));
        });
  }
}
