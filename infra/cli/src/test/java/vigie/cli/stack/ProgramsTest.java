package vigie.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("C-17")
class ProgramsTest {
  private static final Map<String, String> GIVEN =
      Map.of(
          "VIGIE_DB_URL", "jdbc:postgresql://db:5432/vigie",
          "VIGIE_DB_USER", "owner",
          "VIGIE_DB_PASSWORD", "owners-secret",
          "VIGIE_DB_MEASURES_PASSWORD", "secret-of-measures",
          "VIGIE_OPERATOR_PASSWORD", "operators-secret");

  @TempDir private Path folder = Path.of("");

  @Test
  void whatCarriesMeasuresHasNoSecretThatOpensWhoPeopleAre() {
    StackSettings settings = StackSettings.of(folder, Map.of());
    String owners = Addresses.of(settings).database().password();
    Programs programs = programs(settings);

    assertThat(programs.jobsEnvironment())
        .containsEntry("VIGIE_DB_USER", "vigie_measures")
        .containsEntry("VIGIE_DB_PASSWORD", settings.secrets().secret("db.vigie_measures"))
        .doesNotContainValue(owners);
    assertThat(programs.gatewayEnvironment())
        .containsKey("VIGIE_KAFKA_BOOTSTRAP_SERVERS")
        .doesNotContainValue(owners)
        .allSatisfy((name, value) -> assertThat(name).doesNotStartWith("VIGIE_DB_"));
  }

  @Test
  void nothingElseHoldsOfADatabaseThatRunsElsewhere() {
    Programs programs = programs(StackSettings.of(folder, GIVEN));

    assertThat(programs.jobsEnvironment())
        .containsEntry("VIGIE_DB_URL", "jdbc:postgresql://db:5432/vigie")
        .containsEntry("VIGIE_DB_USER", "vigie_measures")
        .containsEntry("VIGIE_DB_PASSWORD", "secret-of-measures")
        .doesNotContainValue("owners-secret")
        .doesNotContainValue("operators-secret");
    assertThat(programs.gatewayEnvironment())
        .doesNotContainValue("owners-secret")
        .doesNotContainValue("secret-of-measures")
        .doesNotContainValue("operators-secret");
  }

  @Test
  void aDatabaseElsewhereWithoutThatRoleIsRefusedWithTheRemedy() {
    Programs programs =
        programs(
            StackSettings.of(
                folder,
                Map.of(
                    "VIGIE_DB_URL", "jdbc:postgresql://db:5432/vigie",
                    "VIGIE_DB_USER", "owner",
                    "VIGIE_DB_PASSWORD", "owners-secret")));

    assertThatThrownBy(programs::jobsEnvironment)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("VIGIE_DB_MEASURES_PASSWORD")
        .hasMessageContaining("CREATE ROLE vigie_measures");
  }

  private static Programs programs(StackSettings settings) {
    return new Programs(settings, Addresses.of(settings));
  }
}
