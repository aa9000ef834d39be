package vigie.api.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.alert.Cause;
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

  private static AlertTransition alert(String metric) {
    Instant at = Instant.parse("2026-11-22T10:00:00Z");
    return new AlertTransition(
        new UUID(1, 2),
        0,
        new PatientId(new UUID(1, 1)),
        metric,
        AlertPhase.ACTIVE,
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
