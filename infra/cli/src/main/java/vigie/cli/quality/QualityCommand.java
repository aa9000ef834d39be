package vigie.cli.quality;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import vigie.cli.JsonOutput;

/** {@code vigie quality}: what the rules find on public data sets, beside what they should. */
@Command(
    name = "quality",
    description = {
      "Runs all rules over the public data sets, compares them with an independent oracle,",
      "and writes docs/quality.md with its plots. Needs no stack."
    },
    mixinStandardHelpOptions = true)
public final class QualityCommand implements Callable<Integer> {
  @Option(
      names = "--datasets",
      paramLabel = "DIR",
      description =
          "the folder with the data sets; the variable VIGIE_DATASETS, or else ../shared/data"
              + " beside the checkout, unless given")
  private @Nullable Path dataSets;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "where quality.md and its plots go; docs in the checkout unless given")
  private @Nullable Path out;

  @Option(names = "--json", description = "print the numbers as JSON")
  private boolean json;

  /** For picocli. */
  public QualityCommand() {}

  @Override
  public Integer call() throws IOException {
    long begun = System.nanoTime();
    Path home = Path.of(System.getProperty("vigie.home", ".")).toAbsolutePath();
    DataSets found = DataSets.find(dataSets, System.getenv(DataSets.VARIABLE), home);
    QualityStudies.Results results =
        new QualityStudies(
                found,
                line ->
                    System.err.printf("[%6.1f s] %s%n", (System.nanoTime() - begun) / 1e9, line))
            .all();
    Path folder = out == null ? home.resolve("docs") : out;
    new QualityReport(results).writeTo(folder);
    System.err.println("written: " + folder.resolve(QualityReport.NAME).normalize());
    if (json) {
      System.out.println(JsonOutput.of(results));
    }
    return 0;
  }
}
