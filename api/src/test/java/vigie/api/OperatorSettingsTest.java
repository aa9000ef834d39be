package vigie.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.api.channel.Destination;
import vigie.api.channel.TransferBasis;

/** Who runs the platform, and what production does not start without. */
class OperatorSettingsTest {
  private static final Map<String, String> WHOLE =
      Map.of(
          "VIGIE_MODE", "production",
          "VIGIE_OPERATOR_NAME", "Clinic of the North",
          "VIGIE_DPO_CONTACT", "dpo@clinic.test",
          "VIGIE_REGION", "FR",
          "VIGIE_HOST_CERTIFICATE", "HDS 2026-1",
          "VIGIE_DISK_ENCRYPTION", "LUKS2",
          "VIGIE_DB_PASSWORD", "secret");

  @Test
  void withoutSettingsItIsResearchAndSaysThatNobodyIsNamed() {
    OperatorSettings settings = OperatorSettings.of(Map.of());

    assertThat(settings.production()).isFalse();
    assertThat(settings.name()).contains("VIGIE_OPERATOR_NAME");
    assertThat(settings.dpo()).contains("VIGIE_DPO_CONTACT");
    assertThat(settings.authority()).startsWith("CNIL");
    assertThat(settings.region()).isEqualTo("unknown");
  }

  @Test
  void productionStartsWithTheWholeList() {
    OperatorSettings settings = OperatorSettings.of(WHOLE);

    assertThat(settings.production()).isTrue();
    assertThat(settings.region()).isEqualTo("FR");
    assertThat(settings.hosting()).isEqualTo("HDS 2026-1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "VIGIE_OPERATOR_NAME",
        "VIGIE_DPO_CONTACT",
        "VIGIE_REGION",
        "VIGIE_HOST_CERTIFICATE",
        "VIGIE_DISK_ENCRYPTION",
        "VIGIE_DB_PASSWORD"
      })
  @Tag("C-96")
  @Tag("C-98")
  void productionDoesNotStartWithoutAnyOfIt(String setting) throws IOException {
    Map<String, String> environment = new HashMap<>(WHOLE);
    assertThat(ApiConfig.of(environment).operator().production()).isTrue();
    environment.put(setting, " ");

    // As main reads it.
    assertThatThrownBy(() -> ApiConfig.of(environment))
        .hasMessageContaining(setting)
        .hasMessageContaining("docs/operations.md");
    assertThat(checklist()).as("the deployment checklist").contains("`" + setting + "`");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "No", "unknown"})
  @Tag("C-98")
  void productionDoesNotStartOnDisksThatAreNotEncrypted(String said) {
    Map<String, String> environment = new HashMap<>(WHOLE);
    environment.put("VIGIE_DISK_ENCRYPTION", said);

    assertThatThrownBy(() -> ApiConfig.of(environment))
        .hasMessageContaining("VIGIE_DISK_ENCRYPTION")
        .hasMessageContaining("'" + said + "'");
  }

  @Test
  @Tag("C-97")
  void productionTellsNobodyOverABrokerOfWhichItWasNotSaidWhereItIs() {
    Map<String, String> environment = new HashMap<>(WHOLE);
    environment.put("VIGIE_PEOPLE_MQTT_URL", "tcp://127.0.0.1:1883");
    assertThat(OperatorSettings.of(environment).peopleBroker()).isNull();
    environment.put("VIGIE_PEOPLE_MQTT_URL", "ssl://broker.test:8883");

    assertThatThrownBy(() -> OperatorSettings.of(environment))
        .hasMessageContaining("VIGIE_PEOPLE_MQTT_REGION")
        .hasMessageContaining("docs/operations.md");
    environment.put("VIGIE_PEOPLE_MQTT_REGION", "US");
    assertThatThrownBy(() -> OperatorSettings.of(environment))
        .hasMessageContaining("VIGIE_PEOPLE_MQTT_TRANSFER_BASIS");
    environment.put("VIGIE_PEOPLE_MQTT_TRANSFER_BASIS", "ADEQUACY");
    assertThat(OperatorSettings.of(environment).peopleBroker())
        .isEqualTo(new Destination("US", TransferBasis.ADEQUACY));
  }

  @Test
  @Tag("C-97")
  void productionDoesNotSendMailToWhereItWasNotSaid() {
    Map<String, String> environment = new HashMap<>(WHOLE);
    environment.put("VIGIE_SMTP_HOST", "mail.test");

    assertThatThrownBy(() -> OperatorSettings.of(environment))
        .hasMessageContaining("VIGIE_SMTP_REGION")
        .hasMessageContaining("docs/operations.md");
    environment.put("VIGIE_SMTP_REGION", "DE");
    assertThat(OperatorSettings.of(environment).mail()).isEqualTo(new Destination("DE", null));
  }

  @ParameterizedTest
  @Tag("C-97")
  @CsvSource({
    "US, '',               transferBasis must be there",
    "US, GOODWILL,         must be one of",
    "FR, STANDARD_CLAUSES, transferBasis must be left out",
    "'', STANDARD_CLAUSES, region must be",
    "UN, ADEQUACY,         region must be",
  })
  void mailLeavesTheAreaOnlyByABasis(String region, String basis, String words) {
    Map<String, String> environment =
        Map.of("VIGIE_SMTP_REGION", region, "VIGIE_SMTP_TRANSFER_BASIS", basis);

    assertThatThrownBy(() -> OperatorSettings.of(environment))
        .hasMessageContaining("VIGIE_SMTP_TRANSFER_BASIS")
        .hasMessageContaining(words);
  }

  @ParameterizedTest
  @CsvSource({
    "VIGIE_MODE, live",
    "VIGIE_REGION, US",
    "VIGIE_AUTHORITY_URL, somewhere",
  })
  @Tag("C-96")
  void whatCannotBeIsRefusedByName(String setting, String value) {
    assertThatThrownBy(() -> OperatorSettings.of(Map.of(setting, value)))
        .hasMessageContaining(setting)
        .hasMessageContaining("'" + value + "'");
  }

  private static String checklist() throws IOException {
    String operations = Files.readString(Path.of("../docs/operations.md"));
    String list = operations.substring(operations.indexOf("### Before real patients"));
    return list.substring(0, list.indexOf("\n## "));
  }
}
