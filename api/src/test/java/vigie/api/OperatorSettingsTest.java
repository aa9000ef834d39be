package vigie.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.api.channel.Destination;

/** Who runs the platform, and what production does not start without. */
class OperatorSettingsTest {
  private static final Map<String, String> WHOLE =
      Map.of(
          "VIGIE_MODE", "production",
          "VIGIE_OPERATOR_NAME", "Clinic of the North",
          "VIGIE_DPO_CONTACT", "dpo@clinic.test",
          "VIGIE_REGION", "FR",
          "VIGIE_HOST_CERTIFICATE", "HDS 2026-1",
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
        "VIGIE_DB_PASSWORD"
      })
  @Tag("C-96")
  void productionDoesNotStartWithoutAnyOfIt(String setting) {
    Map<String, String> environment = new HashMap<>(WHOLE);
    environment.put(setting, " ");

    assertThatThrownBy(() -> OperatorSettings.of(environment))
        .hasMessageContaining(setting)
        .hasMessageContaining("docs/operations.md");
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
}
