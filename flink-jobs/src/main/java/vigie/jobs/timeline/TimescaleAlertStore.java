package vigie.jobs.timeline;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vigie.alert.AlertHistory;
import vigie.alert.AlertTransition;
import vigie.codec.Codecs;

/**
 * Alerts in TimescaleDB: each transition once, and each alert as its newest transition says, by its
 * {@link AlertHistory}. A transition that comes after later ones changes nothing there, except that
 * the first one of all says when the alert opened.
 */
public final class TimescaleAlertStore implements TimelineStore<AlertTransition> {
  private static final String SELECT_TRANSITIONS =
      "SELECT record FROM alert_transition WHERE alert_id = ANY (?) ORDER BY alert_id, sequence";

  private static final String DELETE_TRANSITIONS =
      "DELETE FROM alert_transition WHERE alert_id = ? AND sequence >= ?";

  private static final String INSERT_TRANSITION =
      "INSERT INTO alert_transition (alert_id, sequence, patient_id, phase, cause, severity, at,"
          + " decided_at, record) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";

  private static final String UPSERT_ALERT =
      "INSERT INTO alert (alert_id, patient_id, family, sequence, phase, severity,"
          + " peak_severity, rule_id, rule_version, metric, onset, opened_at, changed_at,"
          + " retrospective, record) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
          + " ON CONFLICT (alert_id) DO UPDATE SET"
          + " sequence = excluded.sequence, phase = excluded.phase, severity = excluded.severity,"
          + " peak_severity = excluded.peak_severity, rule_id = excluded.rule_id,"
          + " rule_version = excluded.rule_version, metric = excluded.metric,"
          + " onset = excluded.onset, changed_at = excluded.changed_at,"
          + " retrospective = excluded.retrospective, record = excluded.record";

  private static final String CORRECT_OPENED_AT =
      "UPDATE alert SET opened_at = ? WHERE alert_id = ? AND opened_at <> ?";

  private final TimescaleSession session;

  /** Connects at the first batch, not yet. */
  public TimescaleAlertStore(TimescaleSettings settings) {
    this.session = new TimescaleSession(settings);
  }

  @Override
  public int keep(List<AlertTransition> batch)
      throws StoreUnavailableException, UnstorableException {
    if (batch.isEmpty()) {
      return 0;
    }
    return session.transaction(
        connection -> {
          AlertChanges changes = new AlertChanges(known(connection, batch));
          batch.forEach(changes::take);
          deleteTransitions(connection, changes.neverWere());
          int inserted = insertTransitions(connection, changes.added());
          upsertAlerts(connection, changes.standing(), changes.added());
          correctOpenedAt(connection, changes.added());
          return inserted;
        });
  }

  @Override
  public void close() {
    session.close();
  }

  private static List<AlertTransition> known(Connection connection, List<AlertTransition> batch)
      throws SQLException {
    UUID[] alerts = batch.stream().map(AlertTransition::alert).distinct().toArray(UUID[]::new);
    List<AlertTransition> known = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(SELECT_TRANSITIONS)) {
      statement.setArray(1, connection.createArrayOf("uuid", alerts));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          known.add(Codecs.ALERT.decode(row.getBytes(1)));
        }
      }
    }
    return known;
  }

  private static void deleteTransitions(Connection connection, Map<UUID, Integer> from)
      throws SQLException {
    if (from.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(DELETE_TRANSITIONS)) {
      for (Map.Entry<UUID, Integer> alert : from.entrySet()) {
        statement.setObject(1, alert.getKey());
        statement.setInt(2, alert.getValue());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static int insertTransitions(Connection connection, List<AlertTransition> added)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(INSERT_TRANSITION)) {
      for (AlertTransition t : added) {
        statement.setObject(1, t.alert());
        statement.setInt(2, t.sequence());
        statement.setObject(3, t.patient().value());
        statement.setString(4, t.phase().name());
        statement.setString(5, t.cause().name());
        statement.setString(6, t.severity().name());
        statement.setTimestamp(7, timestamp(t.at()));
        statement.setTimestamp(8, timestamp(t.decidedAt()));
        statement.setBytes(9, Codecs.ALERT.encode(t));
        statement.addBatch();
      }
      int inserted = 0;
      for (int count : statement.executeBatch()) {
        inserted += count;
      }
      return inserted;
    }
  }

  private static void upsertAlerts(
      Connection connection, List<AlertTransition> standing, List<AlertTransition> added)
      throws SQLException {
    Map<UUID, Instant> firstAt = new HashMap<>();
    added.forEach(transition -> firstAt.putIfAbsent(transition.alert(), transition.at()));
    try (PreparedStatement statement = connection.prepareStatement(UPSERT_ALERT)) {
      for (AlertTransition t : standing) {
        bindAlert(statement, t, firstAt.getOrDefault(t.alert(), t.at()));
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static void bindAlert(PreparedStatement statement, AlertTransition t, Instant openedAt)
      throws SQLException {
    statement.setObject(1, t.alert());
    statement.setObject(2, t.patient().value());
    statement.setString(3, t.family());
    statement.setInt(4, t.sequence());
    statement.setString(5, t.phase().name());
    statement.setString(6, t.severity().name());
    statement.setString(7, t.peakSeverity().name());
    statement.setString(8, t.ruleId());
    statement.setInt(9, t.ruleVersion());
    statement.setString(10, t.metric());
    statement.setTimestamp(11, timestamp(t.onset()));
    statement.setTimestamp(12, timestamp(openedAt));
    statement.setTimestamp(13, timestamp(t.at()));
    statement.setBoolean(14, t.retrospective());
    statement.setBytes(15, Codecs.ALERT.encode(t));
  }

  /** For an alert whose row was made by a later transition than its first. */
  private static void correctOpenedAt(Connection connection, List<AlertTransition> added)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(CORRECT_OPENED_AT)) {
      for (AlertTransition t : added) {
        if (t.sequence() == 0) {
          statement.setTimestamp(1, timestamp(t.at()));
          statement.setObject(2, t.alert());
          statement.setTimestamp(3, timestamp(t.at()));
          statement.addBatch();
        }
      }
      statement.executeBatch();
    }
  }

  private static Timestamp timestamp(Instant time) {
    return Timestamp.from(time);
  }
}
