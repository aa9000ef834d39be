package vigie.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vigie.alert.Rule;
import vigie.alert.RuleCatalogue;

/** The scenarios of {@code src/test/resources/scenarios}, each a file that a clinician can read. */
@Tag("C-56")
class ScenarioTest {
  @TestFactory
  List<DynamicTest> scenarios() throws IOException, URISyntaxException {
    return files().stream()
        .map(file -> DynamicTest.dynamicTest(String.valueOf(file.getFileName()), () -> check(file)))
        .toList();
  }

  @Test
  void everyDefaultRuleHasAScenarioThatNamesIt() throws IOException, URISyntaxException {
    Set<String> named = new HashSet<>();
    for (Path file : files()) {
      for (String line : Files.readAllLines(file)) {
        named.addAll(List.of(line.replaceFirst("#.*", "").strip().split("\\s+", -1)));
      }
    }

    assertThat(named).containsAll(RuleCatalogue.defaults().stream().map(Rule::id).toList());
  }

  private static List<Path> files() throws IOException, URISyntaxException {
    Path folder =
        Path.of(Objects.requireNonNull(ScenarioTest.class.getResource("/scenarios")).toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static void check(Path file) throws IOException {
    Scenario scenario = Scenario.run(Files.readAllLines(file));
    assertThat(scenario.happened()).isEqualTo(scenario.expected());
  }
}
