package vigie.api.watchdog;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vigie.api.access.SyntheticPeople;
import vigie.api.store.JdbcDatabase;
import vigie.api.store.StoreException;
import vigie.api.watchdog.Probe.Stored;

/** What the store has of a test alert that did not arrive. */
@Singleton
final class JdbcProbeTrace {
  private final JdbcDatabase database;

  JdbcProbeTrace(JdbcDatabase database) {
    this.database = database;
  }

  /** Whether it has the reading of this time. */
  Stored reading(Instant measured) {
    try {
      return database
              .quickQuery(
                  "SELECT 1 FROM reading WHERE patient_id = ? AND ts = ? LIMIT 1",
                  statement -> {
                    statement.setObject(1, SyntheticPeople.PATIENT);
                    statement.setObject(2, measured.atOffset(ZoneOffset.UTC));
                  },
                  row -> row.getInt(1))
              .isEmpty()
          ? Stored.NO
          : Stored.YES;
    } catch (StoreException e) {
      return Stored.UNKNOWN;
    }
  }

  /** Whether it has somebody who was to be told of this alert. */
  Stored notification(UUID alert) {
    try {
      return database
              .quickQuery(
                  "SELECT 1 FROM notification WHERE alert_id = ? LIMIT 1",
                  statement -> statement.setObject(1, alert),
                  row -> row.getInt(1))
              .isEmpty()
          ? Stored.NO
          : Stored.YES;
    } catch (StoreException e) {
      return Stored.UNKNOWN;
    }
  }

  /** How the newest attempt to deliver a message of this alert ended, in words. */
  Optional<String> attempt(UUID alert) {
    try {
      List<String> newest =
          database.quickQuery(
              "SELECT outcome || ': ' || detail FROM delivery JOIN notification"
                  + " USING (notification_id) WHERE alert_id = ? ORDER BY at DESC LIMIT 1",
              statement -> statement.setObject(1, alert),
              row -> row.getString(1));
      return newest.stream().findFirst();
    } catch (StoreException e) {
      return Optional.empty();
    }
  }
}
