package vigie.api.digest;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.alert.Cause;
import vigie.alert.Evidence;
import vigie.alert.Severity;
import vigie.api.ApiExtension;
import vigie.api.store.JdbcDatabase;
import vigie.codec.Codecs;
import vigie.reading.DeviceId;
import vigie.reading.PatientId;

/** Alerts as TimelineJob would have written them. */
final class DigestFixture {
  private DigestFixture() {}

  static AlertTransition alert(
      UUID patient,
      Severity severity,
      String rule,
      String metric,
      Instant onset,
      boolean retrospective,
      Cause cause) {
    PatientId id = new PatientId(patient);
    return new AlertTransition(
        AlertTransition.alertId(id, rule, onset),
        0,
        id,
        rule,
        AlertPhase.ACTIVE,
        cause,
        severity,
        severity,
        rule,
        1,
        null,
        metric,
        "> 100",
        104,
        104,
        onset,
        onset,
        onset.plusSeconds(1),
        retrospective,
        1,
        List.of(new Evidence(onset, onset.plusSeconds(1), 104, new DeviceId("watch-1"))),
        null,
        "",
        null);
  }

  static void store(ApiExtension api, AlertTransition alert) {
    api.context()
        .getBean(JdbcDatabase.class)
        .inTransaction(
            connection -> {
              JdbcDatabase.update(
                  connection,
                  "INSERT INTO alert VALUES (?, ?, 'family', 0, 'ACTIVE', ?, ?,"
                      + " 'rule', 1, ?, now(), now(), now(), false, ?)",
                  statement -> {
                    statement.setObject(1, alert.alert());
                    statement.setObject(2, alert.patient().value());
                    statement.setString(3, alert.severity().name());
                    statement.setString(4, alert.peakSeverity().name());
                    statement.setString(5, alert.metric());
                    statement.setBytes(6, Codecs.ALERT.encode(alert));
                  });
              return JdbcDatabase.update(
                  connection,
                  "INSERT INTO alert_transition VALUES (?, 0, ?, 'ACTIVE', ?, ?, now(), ?, ?)",
                  statement -> {
                    statement.setObject(1, alert.alert());
                    statement.setObject(2, alert.patient().value());
                    statement.setString(3, alert.cause().name());
                    statement.setString(4, alert.severity().name());
                    statement.setObject(5, alert.decidedAt().atOffset(ZoneOffset.UTC));
                    statement.setBytes(6, Codecs.ALERT.encode(alert));
                  });
            });
  }
}
