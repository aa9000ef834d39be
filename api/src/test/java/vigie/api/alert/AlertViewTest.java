package vigie.api.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.alert.AlertPhase;
import vigie.alert.AlertState;
import vigie.alert.AlertTransition;
import vigie.alert.Cause;
import vigie.alert.Reach;
import vigie.alert.Severity;
import vigie.api.live.JsonFrames;
import vigie.reading.PatientId;

class AlertViewTest {
  @ParameterizedTest
  @CsvSource({"heart-rate, SP", "news2, SP", "device-battery, ST", "silence-continuous, ST"})
  void anAlertSaysWhetherItIsAboutTheBodyOrAboutEquipment(String metric, String source) {
    AlertTransition alert = alert(metric);

    assertThat(AlertView.of(alert).source()).isEqualTo(source);
    assertThat(JsonFrames.alert(alert)).contains("\"source\":\"" + source + "\"");
  }

  @ParameterizedTest
  @CsvSource({
    "ACTIVE, FIRST, false, ACTIVE",
    "LATCHED, FIRST, false, LATCHED",
    "ACTIVE, ESCALATED, false, ESCALATED",
    "LATCHED, ESCALATED, false, ESCALATED",
    "ACTIVE, FIRST, true, PAUSED",
    "ACTIVE, ESCALATED, true, PAUSED",
    "ACTIVE, NOBODY, false, ERROR",
    "LATCHED, NOBODY, true, ERROR",
    "ACKNOWLEDGED, NOBODY, true, ACKNOWLEDGED",
    "RESOLVED, NOBODY, true, RESOLVED",
  })
  void anAlertSaysWhereItStandsInOneWord(
      AlertPhase phase, Reach reach, boolean paused, AlertState state) {
    Instant until = Instant.parse("2026-11-22T10:30:00Z");
    AlertTransition alert = alert("heart-rate", phase).routed(reach, paused ? until : null);

    assertThat(AlertView.of(alert).state()).isEqualTo(state);
    assertThat(AlertView.of(alert).pausedUntil()).isEqualTo(paused ? until : null);
    assertThat(JsonFrames.alert(alert))
        .contains("\"state\":\"" + state + "\"")
        .contains("\"pausedUntil\":" + (paused ? "\"" + until + "\"" : "null"));
  }

  private static AlertTransition alert(String metric) {
    return alert(metric, AlertPhase.ACTIVE);
  }

  private static AlertTransition alert(String metric, AlertPhase phase) {
    Instant at = Instant.parse("2026-11-22T10:00:00Z");
    return new AlertTransition(
        new UUID(1, 2),
        0,
        new PatientId(new UUID(1, 1)),
        metric,
        phase,
        Cause.CONFIRMED,
        Severity.MEDIUM,
        Severity.MEDIUM,
        "a rule",
        1,
        null,
        metric,
        ">= 1",
        1,
        1,
        at,
        at,
        at,
        false,
        1,
        List.of(),
        null,
        "",
        null);
  }
}
