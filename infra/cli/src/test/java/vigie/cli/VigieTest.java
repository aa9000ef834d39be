package vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The command as a whole. */
class VigieTest {
  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandSaysHowItIsUsed(String command) {
    StringWriter said = new StringWriter();
    CommandLine vigie = Vigie.commands().setOut(new PrintWriter(said, true));

    int exit = vigie.execute((command + " --help").strip().split(" ", -1));

    assertThat(exit).isZero();
    assertThat(said.toString()).contains("Usage: " + ("vigie " + command).strip());
  }

  static Stream<String> commands() {
    return under("", Vigie.commands());
  }

  private static Stream<String> under(String name, CommandLine command) {
    return Stream.concat(
        Stream.of(name),
        command.getSubcommands().entrySet().stream()
            .flatMap(each -> under((name + " " + each.getKey()).strip(), each.getValue())));
  }
}
