package vigie.jobs.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vigie.engine.Escalation;
import vigie.jobs.kafka.KafkaAccess;

class AlertJobConfigTest {
  @Test
  void theDefaultsNeedNoSettings() {
    assertThat(AlertJobConfig.of(Map.of()))
        .isEqualTo(
            new AlertJobConfig(
                new KafkaAccess("127.0.0.1:9092", ".vigie/patient-keys"),
                new Escalation(Duration.ofMinutes(5), Duration.ofMinutes(60))));
  }

  @Test
  void eachSettingHasItsName() {
    assertThat(
            AlertJobConfig.of(
                Map.of(
                    "VIGIE_KAFKA_BOOTSTRAP_SERVERS", "kafka:1",
                    "VIGIE_PATIENT_KEYS_FILE", "/run/keys",
                    "VIGIE_ESCALATION_CRITICAL", "PT20S",
                    "VIGIE_ESCALATION_HIGH", "PT2M")))
        .isEqualTo(
            new AlertJobConfig(
                new KafkaAccess("kafka:1", "/run/keys"),
                new Escalation(Duration.ofSeconds(20), Duration.ofMinutes(2))));
  }

  @Test
  void thePortOffsetMovesTheDefaultAddress() {
    assertThat(AlertJobConfig.of(Map.of("VIGIE_PORT_OFFSET", "3000")).kafka().bootstrapServers())
        .isEqualTo("127.0.0.1:12092");
  }

  @Test
  void argumentsComeBeforeTheEnvironment() {
    assertThat(
            AlertJobConfig.of(
                    List.of("--VIGIE_KAFKA_BOOTSTRAP_SERVERS", "argument:1"),
                    Map.of("VIGIE_KAFKA_BOOTSTRAP_SERVERS", "environment:1"))
                .kafka()
                .bootstrapServers())
        .isEqualTo("argument:1");
  }

  @Test
  @Tag("C-98")
  void inProductionNoWayIsOpen() {
    assertThat(AlertJobConfig.of(Map.of("VIGIE_MODE", "production")).kafka().bootstrapServers())
        .isEqualTo("127.0.0.1:9092");
    assertThatThrownBy(
            () ->
                AlertJobConfig.of(
                    Map.of(
                        "VIGIE_MODE", "production",
                        "VIGIE_KAFKA_BOOTSTRAP_SERVERS", "kafka.clinic.test:9092")))
        .hasMessageContaining("production does not start: VIGIE_KAFKA_BOOTSTRAP_SERVERS");
  }

  @Test
  void whatIsNoDurationIsRefusedByName() {
    assertThatThrownBy(() -> AlertJobConfig.of(Map.of("VIGIE_ESCALATION_HIGH", "60")))
        .hasMessageContaining("VIGIE_ESCALATION_HIGH must be an ISO-8601 duration such as PT5M");
    assertThatThrownBy(() -> AlertJobConfig.of(Map.of("VIGIE_ESCALATION_CRITICAL", "PT0S")))
        .hasMessageContaining("VIGIE_ESCALATION_CRITICAL must be longer than zero");
  }

  @Test
  void anOffsetThatIsNoNumberIsRefusedByName() {
    assertThatThrownBy(() -> AlertJobConfig.of(Map.of("VIGIE_PORT_OFFSET", "x")))
        .hasMessageContaining("VIGIE_PORT_OFFSET must be a whole number");
  }

  @Test
  void argumentsThatAreNoPairsAreRefused() {
    assertThatThrownBy(() -> AlertJobConfig.of(List.of("--VIGIE_ESCALATION_HIGH"), Map.of()))
        .hasMessageContaining("pairs of --NAME VALUE");
    assertThatThrownBy(() -> AlertJobConfig.of(List.of("kafka", "x"), Map.of()))
        .hasMessageContaining("--VIGIE_");
  }
}
