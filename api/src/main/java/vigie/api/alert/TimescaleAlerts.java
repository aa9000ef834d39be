package vigie.api.alert;

import jakarta.inject.Singleton;
import java.sql.Array;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.api.store.JdbcDatabase;
import vigie.codec.Codecs;

/** Alerts in the store, as TimelineJob wrote them. */
@Singleton
public final class TimescaleAlerts {
  /** More open alerts than this and nobody works through the list any more. */
  private static final int WORKLIST_MAX = 10_000;

  private final JdbcDatabase database;

  /** Wired by the program. */
  public TimescaleAlerts(JdbcDatabase database) {
    this.database = database;
  }

  /** The alert as it stands, or empty; asked in a hurry, when somebody acknowledges. */
  public Optional<AlertTransition> newest(UUID alert) {
    return database
        .quickQuery(
            "SELECT record FROM alert WHERE alert_id = ?",
            statement -> statement.setObject(1, alert),
            row -> Codecs.ALERT.decode(row.getBytes(1)))
        .stream()
        .findFirst();
  }

  /** Every transition of an alert, in order. */
  public List<AlertTransition> transitions(UUID alert) {
    return database.query(
        "SELECT record FROM alert_transition WHERE alert_id = ? ORDER BY sequence",
        statement -> statement.setObject(1, alert),
        row -> Codecs.ALERT.decode(row.getBytes(1)));
  }

  /**
   * A patient's alerts that were in force at some time of a span, newest onset first.
   *
   * @param from span's begin
   * @param to span's end, exclusive
   * @param phase only alerts that stand so; null for all
   */
  public List<AlertTransition> ofPatient(
      UUID patient, Instant from, Instant to, @Nullable AlertPhase phase) {
    return database.query(
        "SELECT record FROM alert WHERE patient_id = ? AND onset < ?"
            + " AND (phase <> 'RESOLVED' OR changed_at >= ?)"
            + " AND (?::text IS NULL OR phase = ?) ORDER BY onset DESC, alert_id",
        statement -> {
          statement.setObject(1, patient);
          statement.setObject(2, to.atOffset(ZoneOffset.UTC));
          statement.setObject(3, from.atOffset(ZoneOffset.UTC));
          statement.setString(4, phase == null ? null : phase.name());
          statement.setString(5, phase == null ? null : phase.name());
        },
        row -> Codecs.ALERT.decode(row.getBytes(1)));
  }

  /**
   * When the first message of each of these alerts was taken by a channel, open streams aside;
   * without those of none.
   */
  public Map<UUID, Instant> delivered(Collection<AlertTransition> alerts) {
    Map<UUID, Instant> delivered = new HashMap<>();
    database.inTransaction(
        connection -> {
          Array ids =
              connection.createArrayOf(
                  "uuid", alerts.stream().map(AlertTransition::alert).toArray());
          return JdbcDatabase.query(
              connection,
              "SELECT alert_id, min(at) FROM notification JOIN delivery USING (notification_id)"
                  + " WHERE alert_id = ANY (?) AND outcome = 'DELIVERED' AND channel <> 'SSE'"
                  + " GROUP BY alert_id",
              statement -> statement.setArray(1, ids),
              row -> delivered.put(row.getObject(1, UUID.class), row.getTimestamp(2).toInstant()));
        });
    return delivered;
  }

  /**
   * Alerts of several patients.
   *
   * @param phase only alerts that stand so; null for all that are not over
   */
  public List<AlertTransition> ofPatients(Collection<UUID> patients, @Nullable AlertPhase phase) {
    return database.read(
        connection -> {
          Array ids = connection.createArrayOf("uuid", patients.toArray());
          return JdbcDatabase.query(
              connection,
              "SELECT record FROM alert WHERE patient_id = ANY (?) AND "
                  + (phase == null ? "phase <> 'RESOLVED'" : "phase = '" + phase.name() + "'")
                  + " ORDER BY onset DESC LIMIT "
                  + WORKLIST_MAX,
              statement -> statement.setArray(1, ids),
              row -> Codecs.ALERT.decode(row.getBytes(1)));
        });
  }
}
