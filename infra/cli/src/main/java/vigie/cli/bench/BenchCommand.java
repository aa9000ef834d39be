package vigie.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vigie.cli.stack.Addresses;
import vigie.cli.stack.Progress;
import vigie.cli.stack.Stack;
import vigie.cli.stack.StackParts;
import vigie.cli.stack.StackSettings;
import vigie.local.ClassPaths;
import vigie.local.JavaCommand;

/**
 * {@code vigie bench}: runs the benchmarks, each with the servers that it needs on a data folder of
 * its own, which goes when all went well unless it was named.
 */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = {
      "Measures our parts beside their floor in the same run, as ratios.",
      "  alerts    AlertJob beside a Flink pass-through, one rule in flink-cep and plain loops",
      "  gateway   the gateway beside loops that carry MQTT to Kafka unread, and Kafka Connect",
      "  reads     a patient's timeline and export from 50 million readings, beside pgbench",
      "  timeline  TimelineJob's store beside binary COPY"
    })
public final class BenchCommand implements Callable<Integer> {
  private static final Map<String, Bench> BY_NAME =
      new TreeMap<>(
          Map.of(
              "alerts",
              new Bench(
                  Set.of(StackParts.KAFKA),
                  (stack, heap, arguments) ->
                      program(
                          stack,
                          heap,
                          List.of("flink", "jobs"),
                          "vigie.jobs.bench.KafkaAlertsBenchmark",
                          arguments)),
              "gateway",
              new Bench(
                  Set.of(StackParts.KAFKA, StackParts.MQTT, StackParts.GATEWAY),
                  (stack, heap, arguments) -> GatewayBench.run(stack, arguments)),
              "reads",
              new Bench(
                  Set.of(StackParts.KAFKA, StackParts.DATABASE, StackParts.API),
                  (stack, heap, arguments) -> SqlReadsBench.run(stack, arguments, System.out)),
              "timeline",
              new Bench(
                  Set.of(StackParts.DATABASE),
                  (stack, heap, arguments) ->
                      program(
                          stack,
                          heap,
                          List.of("jobs"),
                          "vigie.jobs.bench.TimescaleSinkBenchmark",
                          arguments))));

  /**
   * What the parts are told otherwise than in operation. A session outlives the pauses in which its
   * process is frozen. A limit of the broker's on what one device may send is to be lifted here:
   * the benchmarks' few devices send as fast as they can. And the API, where it runs, has no
   * broker.
   */
  static final Map<String, String> VARIABLES =
      Map.of(
          "VIGIE_GATEWAY_KEEP_ALIVE",
          "PT1H",
          "VIGIE_GATEWAY_SILENCE",
          "PT1H",
          "VIGIE_PEOPLE_MQTT_URL",
          "");

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NAME",
      completionCandidates = Names.class,
      description = "${COMPLETION-CANDIDATES}; all of them unless given")
  private @Nullable String name;

  @Parameters(
      index = "1..*",
      paramLabel = "OPTION",
      description = "after --, further options of the one benchmark, such as -- --patients 500")
  private List<String> further = new ArrayList<>();

  @Option(names = "--rounds", paramLabel = "N", description = "rounds that count; 5 unless given")
  private @Nullable Integer rounds;

  @Option(
      names = "--heap",
      paramLabel = "SIZE",
      description = "of the JVM that measures alerts or timeline, such as 6g; 1g unless given")
  private String heap = "1g";

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = {
        "keeps the servers' data there, and uses what is there again; a new folder that goes at"
            + " the",
        "end unless given"
      })
  private @Nullable Path data;

  @Option(names = "--json", description = "for programs")
  private boolean json;

  /** A benchmark: the parts of the stack that it needs, and what it does with them. */
  private record Bench(Set<String> parts, Run run) {}

  /** Runs a benchmark on a stack; returns the exit code. */
  @FunctionalInterface
  private interface Run {
    int run(Stack stack, String heap, List<String> arguments)
        throws IOException, InterruptedException;
  }

  /** The names, for the help. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return BY_NAME.keySet().iterator();
    }
  }

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
    Path folder = data == null ? Files.createTempDirectory("vigie-bench") : data;
    StackSettings settings = StackSettings.of(folder, System.getenv()).with(VARIABLES);
    Progress progress = System.err::println;
    int code;
    try (Stack stack = Stack.start(settings, bench.parts(), progress)) {
      code = bench.run().run(stack, heap, arguments());
    }
    if (code == 0 && data == null) { // otherwise the logs tell why
      delete(folder);
    }
    return code;
  }

  private List<String> arguments() {
    List<String> arguments = new ArrayList<>(further);
    if (rounds != null) {
      Collections.addAll(arguments, "--rounds", rounds.toString());
    }
    if (json) {
      arguments.add("--json");
    }
    return arguments;
  }

  /** Runs a module's own program in its own process, told where the servers are. */
  private static int program(
      Stack stack, String heap, List<String> classPaths, String mainClass, List<String> arguments)
      throws IOException, InterruptedException {
    Set<String> classPath = new LinkedHashSet<>();
    classPaths.forEach(each -> classPath.addAll(ClassPaths.of(each)));
    ProcessBuilder process =
        new ProcessBuilder(
            new ArrayList<>(
                JavaCommand.of(
                    List.of(
                        "-Xmx" + heap,
                        "-Dlog4j2.configurationFile=classpath:vigie/log/bench-log4j2.properties",
                        "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=vigie"),
                    List.copyOf(classPath),
                    mainClass,
                    arguments)));
    Addresses addresses = stack.addresses();
    process.environment().put("VIGIE_KAFKA_BOOTSTRAP_SERVERS", addresses.kafka());
    process.environment().put("VIGIE_DB_URL", addresses.database().jdbcUrl());
    process.environment().put("VIGIE_DB_USER", addresses.database().user());
    process.environment().put("VIGIE_DB_PASSWORD", addresses.database().password());
    Process started = process.inheritIO().start();
    // Whoever ends this command ends the benchmark too.
    Runtime.getRuntime().addShutdownHook(new Thread(started::destroy, "vigie-stop-bench"));
    return started.waitFor();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
