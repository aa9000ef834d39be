package vigie.cli.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vigie.local.ClassPaths;
import vigie.local.JavaCommand;
import vigie.local.TimescaleDatabase;

/**
 * {@code vigie bench}: runs the benchmarks, each by its module's own program in its own process,
 * with the servers that it needs on a data folder of its own.
 */
@Command(
    name = "bench",
    description = "measures our parts beside the floor in the same run, as ratios")
public final class BenchCommand implements Callable<Integer> {

  /** A benchmark: the program whose class path it needs, its main class, the servers it needs. */
  private record Bench(String program, String mainClass, Set<String> parts) {}

  private static final Map<String, Bench> BY_NAME =
      new TreeMap<>(
          Map.of(
              "timeline",
              new Bench(
                  "jobs", "vigie.jobs.bench.TimescaleSinkBenchmark", Set.of(StackParts.DATABASE))));

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "timeline; all of them unless given")
  private @Nullable String name;

  @Option(names = "--json", description = "for programs")
  private boolean json;

  /** For picocli. */
  public BenchCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (name != null && !BY_NAME.containsKey(name)) {
      throw new IllegalArgumentException(
          "there is no benchmark " + name + "; there are " + BY_NAME.keySet());
    }
    int worst = 0;
    for (var entry : BY_NAME.entrySet()) {
      if (name == null || entry.getKey().equals(name)) {
        worst = Math.max(worst, run(entry.getValue()));
      }
    }
    return worst;
  }

  private int run(Bench bench) throws IOException, InterruptedException {
    StackSettings settings =
        StackSettings.of(Files.createTempDirectory("vigie-bench"), System.getenv());
    Progress progress = System.err::println;
    try (Stack stack = Stack.start(settings, bench.parts(), progress)) {
      TimescaleDatabase database = stack.addresses().database();
      ProcessBuilder process =
          new ProcessBuilder(
              new ArrayList<>(
                  JavaCommand.of(
                      List.of("-Xmx1g"),
                      ClassPaths.of(bench.program()),
                      bench.mainClass(),
                      json ? List.of("--json") : List.of())));
      process.environment().put("VIGIE_DB_URL", database.jdbcUrl());
      process.environment().put("VIGIE_DB_USER", database.user());
      process.environment().put("VIGIE_DB_PASSWORD", database.password());
      return process.inheritIO().start().waitFor();
    }
  }
}
