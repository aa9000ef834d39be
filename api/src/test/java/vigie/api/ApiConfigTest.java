package vigie.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.api.access.Matrix;
import vigie.api.access.SecondFactor;
import vigie.api.notify.Network;
import vigie.api.signin.OidcSettings;
import vigie.api.watchdog.WatchdogSettings;

/** The settings, their defaults, and every refusal. */
class ApiConfigTest {
  @Test
  void withoutSettingsEverythingIsOnThisMachineAtTheUsualPorts() {
    ApiConfig config = ApiConfig.of(Map.of());

    assertThat(config.host()).isEqualTo("127.0.0.1");
    assertThat(config.port()).isEqualTo(8080);
    assertThat(config.kafkaBootstrapServers()).isEqualTo("127.0.0.1:9092");
    assertThat(config.databaseUrl()).isEqualTo("jdbc:postgresql://127.0.0.1:5442/vigie");
    assertThat(config.databaseUser()).isEqualTo("vigie");
    assertThat(config.databasePassword()).isEmpty();
    assertThat(config.data()).isEqualTo(Path.of(".vigie/api"));
    assertThat(config.operatorPassword()).isNull();
    assertThat(config.webhookNetworks()).isEmpty();
    assertThat(config.tokenLife()).isEqualTo(Duration.ofMinutes(15));
    assertThat(config.authority()).isEqualTo(Path.of(".vigie/authority"));
    assertThat(config.credentialGrace()).isEqualTo(Duration.ofHours(24));
    assertThat(config.zone()).isEqualTo(ZoneId.of("Europe/Paris"));
    assertThat(config.matrix().version()).isEqualTo("charter-1");
    assertThat(config.secondFactor()).isEqualTo(SecondFactor.REQUIRED);
    assertThat(config.oidc()).isNull();
    assertThat(config.directory()).isNull();
  }

  @Test
  void everySettingIsRead() {
    ApiConfig config =
        ApiConfig.of(
            Map.ofEntries(
                Map.entry("VIGIE_PUBLIC_URL", "https://vigie.example"),
                Map.entry("VIGIE_API_HOST", "0.0.0.0"),
                Map.entry("VIGIE_API_PORT", "1234"),
                Map.entry("VIGIE_KAFKA_BOOTSTRAP_SERVERS", "kafka:9"),
                Map.entry("VIGIE_DB_URL", "jdbc:postgresql://db/x"),
                Map.entry("VIGIE_DB_USER", "u"),
                Map.entry("VIGIE_DB_PASSWORD", "p"),
                Map.entry("VIGIE_DATA", "/var/lib/vigie"),
                Map.entry("VIGIE_WEBHOOK_NETWORKS", "127.0.0.0/8, fd00::/8"),
                Map.entry("VIGIE_WEBHOOK_CA", "/etc/webhooks.pem"),
                Map.entry("VIGIE_AUTHORITY", "/var/lib/authority"),
                Map.entry("VIGIE_PATIENT_KEYS_FILE", "/run/keys"),
                Map.entry("VIGIE_DEVICE_CREDENTIAL_GRACE", "PT1H"),
                Map.entry("VIGIE_FLINK_URL", "https://flink:1"),
                Map.entry("VIGIE_WATCHDOG_PERIOD", "PT1M"),
                Map.entry("VIGIE_WATCHDOG_PATIENCE", "PT30S"),
                Map.entry("VIGIE_ZONE", "Indian/Reunion"),
                Map.entry("VIGIE_MATRIX", "order-2023-10-26-1"),
                Map.entry("VIGIE_DIRECTORY", "/var/lib/directory.txt"),
                Map.entry("VIGIE_SECOND_FACTOR", "offered"),
                Map.entry("VIGIE_OIDC_ISSUER", "https://issuer.example"),
                Map.entry("VIGIE_OIDC_JWKS_URL", "https://issuer.example/keys"),
                Map.entry("VIGIE_OIDC_AUDIENCE", "vigie-app"),
                Map.entry("VIGIE_OIDC_ALGORITHM", "ES256"),
                Map.entry("VIGIE_OIDC_CLAIM", "SubjectNameID"),
                Map.entry("VIGIE_OIDC_PERSON", "rpps"),
                Map.entry("VIGIE_OIDC_STRONG", "eidas2, eidas3"),
                Map.entry("VIGIE_OPERATOR_PASSWORD", "a long enough one")));

    assertThat(config)
        .usingRecursiveComparison()
        .isEqualTo(
            new ApiConfig(
                "0.0.0.0",
                1234,
                "kafka:9",
                "jdbc:postgresql://db/x",
                "u",
                "p",
                Path.of("/var/lib/vigie"),
                "a long enough one",
                ApiConfig.TOKEN_LIFE,
                "https://vigie.example",
                config.smtp(),
                config.mqtt(),
                List.of(Network.parse("127.0.0.0/8"), Network.parse("fd00::/8")),
                Path.of("/etc/webhooks.pem"),
                Path.of("/var/lib/authority"),
                Path.of("/run/keys"),
                Duration.ofHours(1),
                new WatchdogSettings(true, Duration.ofMinutes(1), Duration.ofSeconds(30)),
                URI.create("https://flink:1"),
                ZoneId.of("Indian/Reunion"),
                Matrix.load("order-2023-10-26-1"),
                Path.of("/var/lib/directory.txt"),
                config.operator(),
                SecondFactor.OFFERED,
                new OidcSettings(
                    "https://issuer.example",
                    URI.create("https://issuer.example/keys"),
                    "vigie-app",
                    "ES256",
                    "SubjectNameID",
                    OidcSettings.Names.RPPS,
                    Set.of("eidas2", "eidas3"))));
  }

  @Test
  void theOffsetMovesAllPortsThatAreNotSet() {
    ApiConfig config = ApiConfig.of(Map.of("VIGIE_PORT_OFFSET", "100", "VIGIE_API_PORT", "7"));

    assertThat(config.port()).isEqualTo(7);
    assertThat(config.kafkaBootstrapServers()).isEqualTo("127.0.0.1:9192");
    assertThat(config.databaseUrl()).contains(":5542/");
  }

  @ParameterizedTest
  @CsvSource({
    "VIGIE_API_PORT,          abc",
    "VIGIE_API_PORT,          70000",
    "VIGIE_PORT_OFFSET,       -1",
    "VIGIE_DB_URL,            mysql://x",
    "VIGIE_FLINK_URL,         localhost:8081",
    "VIGIE_WEBHOOK_NETWORKS,  localhost",
    "VIGIE_OPERATOR_PASSWORD, short",
    "VIGIE_DEVICE_CREDENTIAL_GRACE, tomorrow",
    "VIGIE_DEVICE_CREDENTIAL_GRACE, PT-1S",
    "VIGIE_DEVICE_CREDENTIAL_GRACE, P31D",
    "VIGIE_ZONE,              Europe/Lutetia",
    "VIGIE_PEOPLE_MQTT_URL,   broker:1883",
    "VIGIE_MATRIX,            the-latest",
    "VIGIE_SECOND_FACTOR,     off",
  })
  void aWrongSettingIsRefusedByItsName(String name, String value) {
    assertThatThrownBy(() -> ApiConfig.of(Map.of(name, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name);
  }

  @ParameterizedTest
  @Tag("C-98")
  @CsvSource({
    "VIGIE_DB_URL,                  jdbc:postgresql://db.clinic.test/vigie, sslmode=verify-full",
    "VIGIE_KAFKA_BOOTSTRAP_SERVERS, kafka.clinic.test:9092,      tunnel",
    "VIGIE_API_HOST,                0.0.0.0,                     proxy",
    "VIGIE_PUBLIC_URL,              http://vigie.clinic.test,    https://",
    "VIGIE_PEOPLE_MQTT_URL,         tcp://mqtt.clinic.test:1883, ssl://",
    "VIGIE_FLINK_URL,               http://flink.clinic.test:1,  https://",
    "VIGIE_SMTP_HOST,               mail.clinic.test,            VIGIE_SMTP_STARTTLS=true",
  })
  void inProductionNoWayIsOpenToWhoListensOnTheNetwork(String name, String open, String remedy) {
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "VIGIE_MODE", "production",
                "VIGIE_OPERATOR_NAME", "Clinic of the North",
                "VIGIE_DPO_CONTACT", "dpo@clinic.test",
                "VIGIE_REGION", "FR",
                "VIGIE_HOST_CERTIFICATE", "HDS 2026-1",
                "VIGIE_DISK_ENCRYPTION", "LUKS2",
                "VIGIE_DB_PASSWORD", "secret",
                "VIGIE_SMTP_REGION", "FR",
                "VIGIE_PEOPLE_MQTT_REGION", "FR"));
    assertThat(ApiConfig.of(environment).host()).isEqualTo("127.0.0.1");
    environment.put(name, open);

    assertThatThrownBy(() -> ApiConfig.of(environment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(remedy);
    environment.put("VIGIE_MODE", "research");
    assertThat(ApiConfig.of(environment).operator().production()).isFalse();
  }

  @Test
  void aRefusedPasswordIsNotRepeated() {
    assertThatThrownBy(() -> ApiConfig.of(Map.of("VIGIE_OPERATOR_PASSWORD", "hunter2")))
        .hasMessageNotContaining("hunter2");
  }
}
