package vigie.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackSettingsTest {

  @Test
  void withoutVariablesEverythingIsTheStacksOwnOnTheUsualPorts(@TempDir Path folder) {
    Addresses at = Addresses.of(StackSettings.of(folder, Map.of()));

    assertThat(at.api()).hasToString("http://127.0.0.1:8080");
    assertThat(at.mqtt()).isEqualTo("tcp://127.0.0.1:1883");
    assertThat(at.kafka()).isEqualTo("127.0.0.1:9092");
    assertThat(at.database().jdbcUrl()).isEqualTo("jdbc:postgresql://127.0.0.1:5442/vigie");
  }

  @Test
  void oneOffsetMovesEveryAddress(@TempDir Path folder) {
    Addresses at = Addresses.of(StackSettings.of(folder, Map.of("VIGIE_PORT_OFFSET", "1000")));

    assertThat(at.api().getPort()).isEqualTo(9080);
    assertThat(at.gateway().getPort()).isEqualTo(9082);
    assertThat(at.flink().getPort()).isEqualTo(9081);
    assertThat(at.mqtt()).endsWith(":2883");
    assertThat(at.kafka()).endsWith(":10092");
    assertThat(at.database().jdbcUrl()).contains(":6442/");
  }

  @Test
  void aGivenDatabaseAndBrokerAreUsed(@TempDir Path folder) {
    Addresses at =
        Addresses.of(
            StackSettings.of(
                folder,
                Map.of(
                    "VIGIE_DB_URL", "jdbc:postgresql://db:5432/vigie",
                    "VIGIE_DB_USER", "u",
                    "VIGIE_DB_PASSWORD", "p",
                    "VIGIE_MQTT_URL", "tcp://broker:1883")));

    assertThat(at.database().jdbcUrl()).isEqualTo("jdbc:postgresql://db:5432/vigie");
    assertThat(at.database().user()).isEqualTo("u");
    assertThat(at.mqtt()).isEqualTo("tcp://broker:1883");
  }

  @Test
  void aWrongBrokerAddressIsRefusedByItsVariablesName(@TempDir Path folder) {
    assertThatThrownBy(() -> StackSettings.of(folder, Map.of("VIGIE_MQTT_URL", "broker")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("VIGIE_MQTT_URL")
        .hasMessageContaining("tcp://host:1883");
  }

  @Test
  void theOperatorsPasswordIsMadeOnceAndOnlyItsOwnerMayReadIt(@TempDir Path folder)
      throws IOException {
    StackSettings settings = StackSettings.of(folder, Map.of());

    String password = Stack.operatorPassword(settings);

    assertThat(password).hasSizeGreaterThan(20);
    assertThat(Stack.operatorPassword(StackSettings.of(folder, Map.of()))).isEqualTo(password);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("secrets.properties"))))
        .isEqualTo("rw-------");
  }

  @Test
  void whatPatientsKeysAreWrappedWithIsMadeOnceUnlessItIsGiven(@TempDir Path folder)
      throws IOException {
    Path file = StackSettings.of(folder, Map.of()).patientKeysFile();
    String made = Files.readString(file);

    assertThat(made.strip()).matches("[0-9a-f]{64}");
    assertThat(StackSettings.of(folder, Map.of()).patientKeysFile()).isEqualTo(file);
    assertThat(Files.readString(file)).isEqualTo(made);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(
            StackSettings.of(folder, Map.of("VIGIE_PATIENT_KEYS_FILE", "/run/keys"))
                .patientKeysFile())
        .isEqualTo(Path.of("/run/keys"));
  }
}
