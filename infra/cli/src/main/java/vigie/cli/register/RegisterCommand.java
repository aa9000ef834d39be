package vigie.cli.register;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import vigie.register.RegisterCatalogue;

/** {@code vigie register}: the register of processing, and the impact assessment's facts. */
@Command(
    name = "register",
    description = {
      "The register of processing, from the tables and schemas of this version.",
      "Needs no stack; GET /register tells the same of a running one."
    },
    mixinStandardHelpOptions = true)
public final class RegisterCommand implements Callable<Integer> {
  @Option(
      names = "--assessment",
      description = "the facts for an impact assessment, in place of the register")
  private boolean assessment;

  @Option(
      names = "--write",
      description = "write docs/register.md, or docs/impact-assessment.md, in the checkout")
  private boolean write;

  /** For picocli. */
  public RegisterCommand() {}

  @Override
  public Integer call() throws IOException {
    RegisterCatalogue register = RegisterCatalogue.standard();
    String page =
        assessment
            ? new AssessmentPage(register, CsvThreats.all()).markdown()
            : new RegisterPage(register).markdown();
    if (write) {
      Path home = Path.of(System.getProperty("vigie.home", ".")).toAbsolutePath().normalize();
      Path file =
          home.resolve("docs").resolve(assessment ? AssessmentPage.NAME : RegisterPage.NAME);
      Files.writeString(file, page);
      System.err.println("written: " + file);
    } else {
      System.out.print(page);
    }
    return 0;
  }
}
