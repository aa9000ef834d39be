package vigie.jobs.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TimelineConfigTest {
  @Test
  void onlyThePasswordMustBeGiven() {
    assertThat(TimelineConfig.of(new String[0], Map.of("VIGIE_DB_PASSWORD", "p")))
        .isEqualTo(
            new TimelineConfig(
                "127.0.0.1:9092",
                ".vigie/patient-keys",
                "jdbc:postgresql://127.0.0.1:5442/vigie",
                "vigie_measures",
                "p"));
  }

  @Test
  void theOffsetMovesBothPorts() {
    TimelineConfig config =
        TimelineConfig.of(
            new String[0], Map.of("VIGIE_DB_PASSWORD", "p", "VIGIE_PORT_OFFSET", "1000"));

    assertThat(config.bootstrapServers()).isEqualTo("127.0.0.1:10092");
    assertThat(config.databaseUrl()).isEqualTo("jdbc:postgresql://127.0.0.1:6442/vigie");
  }

  @Test
  void everySettingHasItsNameAndArgumentsWin() {
    String[] arguments = {
      "--VIGIE_KAFKA_BOOTSTRAP_SERVERS", "k:1", "--VIGIE_DB_URL", "jdbc:postgresql://d/x"
    };

    TimelineConfig config =
        TimelineConfig.of(
            arguments,
            Map.of(
                "VIGIE_DB_URL", "jdbc:postgresql://other/x",
                "VIGIE_PATIENT_KEYS_FILE", "/run/keys",
                "VIGIE_DB_USER", "u",
                "VIGIE_DB_PASSWORD", "p"));

    assertThat(config)
        .isEqualTo(new TimelineConfig("k:1", "/run/keys", "jdbc:postgresql://d/x", "u", "p"));
    assertThat(config.toString()).doesNotContain("p]").doesNotContain(", p");
  }

  @Test
  void aWrongSettingIsNamedWithItsRemedy() {
    refused(Map.of(), "VIGIE_DB_PASSWORD is not set");
    refused(Map.of("VIGIE_DB_PASSWORD", "p", "VIGIE_DB_URL", "x"), "VIGIE_DB_URL must start with");
    refused(
        Map.of("VIGIE_DB_PASSWORD", "p", "VIGIE_PORT_OFFSET", "many"),
        "VIGIE_PORT_OFFSET must be a number");
    refused(
        Map.of("VIGIE_DB_PASSWORD", "p", "VIGIE_KAFKA_BOOTSTRAP_SERVERS", " "),
        "VIGIE_KAFKA_BOOTSTRAP_SERVERS is empty");
    assertThatThrownBy(() -> TimelineConfig.of(new String[] {"--VIGIE_DB_URL"}, Map.of()))
        .hasMessageContaining("pairs");
  }

  @Test
  @Tag("C-98")
  void inProductionNoWayIsOpen() {
    Map<String, String> closed = Map.of("VIGIE_MODE", "production", "VIGIE_DB_PASSWORD", "p");
    assertThat(TimelineConfig.of(new String[0], closed).databaseUser()).isEqualTo("vigie_measures");

    for (String open :
        new String[] {
          "VIGIE_KAFKA_BOOTSTRAP_SERVERS kafka.clinic.test:9092",
          "VIGIE_DB_URL jdbc:postgresql://db.clinic.test/vigie",
        }) {
      String[] setting = open.split(" ", -1);
      Map<String, String> environment = new HashMap<>(closed);
      environment.put(setting[0], setting[1]);
      refused(environment, "production does not start: " + setting[0]);
    }
  }

  private static void refused(Map<String, String> environment, String message) {
    assertThatThrownBy(() -> TimelineConfig.of(new String[0], environment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
