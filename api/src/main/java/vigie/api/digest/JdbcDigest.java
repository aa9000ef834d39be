package vigie.api.digest;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import vigie.alert.AlertTransition;
import vigie.api.store.JdbcDatabase;
import vigie.codec.Codecs;
import vigie.reading.Category;
import vigie.reading.MetricCatalogue;

/** The alerts of which nobody, or not everybody, was told when they opened. */
@Singleton
final class JdbcDigest {
  private static final String OPENED =
      """
      SELECT alert.patient_id, alert.record
      FROM alert_transition opening JOIN alert USING (alert_id)
      WHERE opening.sequence = 0 AND opening.decided_at > ? AND opening.decided_at <= ?
        AND NOT EXISTS (
          SELECT FROM alert_transition last
          WHERE last.alert_id = alert.alert_id AND last.sequence = alert.sequence
            AND last.cause = 'AMENDED')
      """;

  private static final String UNTOLD =
      """
        AND NOT EXISTS (
          SELECT FROM notification
          WHERE notification.alert_id = alert.alert_id
            AND notification.recipient = alert.patient_id)
      """;

  private static final String ADVISORY = "  AND alert.peak_severity = 'ADVISORY'\n";
  private static final String IN_ORDER = "ORDER BY alert.patient_id, alert.onset";

  private static final String CONSENTS =
      "SELECT DISTINCT category FROM consent_in_force WHERE patient_id = ? AND given";

  private final JdbcDatabase database;

  JdbcDigest(JdbcDatabase database) {
    this.database = database;
  }

  /**
   * By patient, the alerts that opened after {@code since} and not after {@code until} and of which
   * the patient was told nothing, the earliest onset first. Not among them: what a late reading has
   * taken back, and what the patient no longer consents to have kept.
   */
  Map<UUID, List<AlertTransition>> untold(Instant since, Instant until) {
    Map<UUID, List<AlertTransition>> untold = opened(UNTOLD, since, until);
    untold.forEach((patient, alerts) -> keepConsented(alerts, consents(patient)));
    untold.values().removeIf(List::isEmpty);
    return untold;
  }

  /**
   * By patient, the alerts that opened after {@code since} and not after {@code until} and were
   * never more than ADVISORY, the earliest onset first; without what a late reading has taken back.
   */
  Map<UUID, List<AlertTransition>> advisory(Instant since, Instant until) {
    return opened(ADVISORY, since, until);
  }

  private Map<UUID, List<AlertTransition>> opened(String which, Instant since, Instant until) {
    Map<UUID, List<AlertTransition>> opened = new LinkedHashMap<>();
    database.query(
        OPENED + which + IN_ORDER,
        statement -> {
          statement.setObject(1, since.atOffset(ZoneOffset.UTC));
          statement.setObject(2, until.atOffset(ZoneOffset.UTC));
        },
        row ->
            opened
                .computeIfAbsent(row.getObject(1, UUID.class), patient -> new ArrayList<>())
                .add(Codecs.ALERT.decode(row.getBytes(2))));
    return opened;
  }

  private static void keepConsented(List<AlertTransition> alerts, Set<Category> consents) {
    MetricCatalogue metrics = MetricCatalogue.standard();
    alerts.removeIf(
        alert -> !consents.containsAll(metrics.categories(metrics.metric(alert.metric()))));
  }

  private Set<Category> consents(UUID patient) {
    return database
        .query(
            CONSENTS,
            statement -> statement.setObject(1, patient),
            row -> Category.valueOf(row.getString(1)))
        .stream()
        .collect(Collectors.toSet());
  }
}
