package vigie.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vigie.cli.Vigie;

/** The command {@code load}, as people type it, against the running stack. */
@ExtendWith(SharedStack.class)
class LoadIT {

  @Test
  @Tag("C-55")
  void loadLosesAndDoublesNothingAndSeesEveryAlertOnce(StackUnderTest system) throws Exception {
    Process process =
        command(
                system,
                "load --patients 20 --rate 100 --seconds 5 --warm-up 1 --faults 0.1"
                    + " --alert-every 5 --rule-changes 1 --json")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    JsonNode result =
        new ObjectMapper()
            .readTree(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));

    assertThat(process.waitFor()).as(result.toPrettyString()).isZero();
    assertThat(result.get("published").asInt()).isEqualTo(600);
    assertThat(result.get("rejected").asInt()).isPositive();
    assertThat(result.get("stored").asInt() + result.get("rejected").asInt()).isEqualTo(600);
    assertThat(result.get("lost").asInt()).isZero();
    assertThat(result.get("duplicated").asInt()).isZero();
    assertThat(result.get("alertsRaised").asInt())
        .isPositive()
        .isEqualTo(result.get("alertsExpected").asInt());
    // The alert came that bears the new limit's version.
    assertThat(result.get("ruleChangesFailure").asText()).isEmpty();
    assertThat(result.get("ruleChangesEffective").asInt()).isEqualTo(1);
    assertThat(result.get("ruleEffectiveMillis").get("count").asInt()).isEqualTo(1);
  }

  private static ProcessBuilder command(StackUnderTest system, String words) {
    var settings = system.stack().settings();
    ProcessBuilder process =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            Vigie.class.getName());
    process.command().addAll(List.of(words.split(" ", -1)));
    process.command().add("--data");
    process.command().add(settings.data().toString());
    process.environment().put("VIGIE_PORT_OFFSET", Integer.toString(settings.ports().offset()));
    return process;
  }
}
