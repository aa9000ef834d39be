package vigie.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PgbenchScriptTest {
  private static final UUID ONE = new UUID(0, 1);
  private static final UUID OTHER = new UUID(0, 2);

  @Test
  void parametersAreVariablesAndThePatientIsAnother() {
    Map<Integer, @Nullable String> parameters = new HashMap<>();
    parameters.put(1, ONE.toString());
    parameters.put(2, "{1,2}");
    PgbenchScript script =
        PgbenchScript.of(
            List.of(
                new LoggedStatement(
                    "SELECT a\n FROM reading WHERE p = $1 AND m = ANY ($2)", parameters),
                new LoggedStatement("SELECT $1::uuid", parameters)),
            ONE,
            OTHER,
            "p");
    assertThat(script.text())
        .isEqualTo(
            "SELECT a FROM reading WHERE p = :p_0_1 AND m = ANY (:p_0_2);\nSELECT :p_1_1::uuid;\n");
    assertThat(script.variables())
        .containsEntry("p_0_1", OTHER.toString())
        .containsEntry("p_0_2", "{1,2}")
        .containsEntry("p_1_1", OTHER.toString())
        .hasSize(3);
  }

  @Test
  void aParameterThatWasNullStandsInTheStatement() {
    Map<Integer, @Nullable String> parameters = new HashMap<>();
    parameters.put(1, null);
    parameters.put(10, "x");
    PgbenchScript script =
        PgbenchScript.of(
            List.of(new LoggedStatement("SELECT $1::text IS NULL, $10", parameters)),
            ONE,
            ONE,
            "p");
    assertThat(script.text()).isEqualTo("SELECT NULL::text IS NULL, :p_0_10;\n");
  }
}
