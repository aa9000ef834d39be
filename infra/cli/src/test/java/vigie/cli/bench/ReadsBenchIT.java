package vigie.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.cli.stack.Stack;
import vigie.cli.stack.StackParts;
import vigie.cli.stack.StackSettings;
import vigie.local.Ports;
import vigie.local.junit.FreePorts;

/** The whole benchmark with few readings, on real servers. */
class ReadsBenchIT {
  private static final Set<String> PARTS =
      Set.of(StackParts.KAFKA, StackParts.DATABASE, StackParts.API);

  private final List<String> said = new ArrayList<>();

  @Test
  void aYearIsFilledInReadBesidePgbenchExportedAndUsedAgain(@TempDir Path folder) throws Exception {
    try (Stack stack = Stack.start(settings(folder), PARTS, said::add)) {
      JsonNode all =
          run(
              stack,
              "--readings=30000 --patients=4 --rounds=1 --seconds=1 --warm-up=1 --json"
                  .split("[ =]"));

      assertThat(all.path("readings").asLong()).isEqualTo(30_000);
      assertThat(all.path("results")).hasSize(4);
      for (JsonNode result : all.path("results")) {
        assertThat(result.path("ratio").asDouble()).isPositive();
        assertThat(result.path("pgbench").path("perSecond").path("median").asDouble()).isPositive();
        assertThat(result.path("api").path("p99Millis").path("median").asDouble()).isPositive();
      }
      // The readings, the patient, the device, consents and what the audit has of all the above.
      JsonNode export = all.path("export");
      assertThat(export.path("lines").asLong()).isGreaterThan(6_000);
      assertThat(export.path("heapKibMost").asLong()).isPositive();

      JsonNode again = run(stack, "--part", "fill", "--json");
      assertThat(again.path("readings").asLong()).isEqualTo(30_000);
      assertThat(again.path("results")).isEmpty();
    }
  }

  private static JsonNode run(Stack stack, String... arguments) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SqlReadsBench.run(
        stack, List.of(arguments), new PrintStream(out, true, StandardCharsets.UTF_8));
    return new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
  }

  /** The API has no broker. */
  private static StackSettings settings(Path data) {
    int offset = FreePorts.reserved().offset();
    return StackSettings.of(data, Map.of(Ports.VARIABLE, Integer.toString(offset)))
        .with(BenchCommand.VARIABLES);
  }
}
