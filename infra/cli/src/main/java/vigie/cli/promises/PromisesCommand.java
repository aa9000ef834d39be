package vigie.cli.promises;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import vigie.cli.JsonOutput;

/** {@code vigie promises}: which promises to patients are kept, and by which test. */
@Command(
    name = "promises",
    description = {
      "Which of the charter's promises are kept, and the tests that prove it.",
      "Reads the tests' tags in the checkout. Needs no stack."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0: what is said to be kept has a test",
      "3: something is said to be kept and no test carries its id"
    })
public final class PromisesCommand implements Callable<Integer> {
  private static final int CONTRADICTED = 3;

  @Option(names = "--write", description = "write docs/promises.md in the checkout")
  private boolean write;

  @Option(names = "--json", description = "for programs")
  private boolean json;

  /** For picocli. */
  public PromisesCommand() {}

  @Override
  public Integer call() throws IOException {
    Path home = Path.of(System.getProperty("vigie.home", ".")).toAbsolutePath().normalize();
    List<Promise> promises = CsvPromises.all();
    Map<String, List<String>> tests = TaggedTests.in(home);
    PromisesPage page = new PromisesPage(promises, tests);
    List<String> contradictions = page.contradictions();
    if (json) {
      System.out.println(
          JsonOutput.of(
              Map.of(
                  "counts", page.counts(),
                  "promises", promises,
                  "tests", tests,
                  "contradictions", contradictions)));
    } else {
      page.counts().forEach((state, count) -> System.out.printf("%4d %s%n", count, state.words()));
      contradictions.forEach(System.err::println);
    }
    if (write) {
      Path file = home.resolve("docs").resolve(PromisesPage.NAME);
      Files.writeString(file, page.markdown());
      System.err.println("written: " + file);
    }
    return contradictions.isEmpty() ? 0 : CONTRADICTED;
  }
}
