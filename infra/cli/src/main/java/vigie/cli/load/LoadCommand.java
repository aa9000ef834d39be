package vigie.cli.load;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vigie.cli.JsonOutput;
import vigie.cli.Targets;
import vigie.cli.stack.Addresses;
import vigie.cli.stack.DataFolder;
import vigie.cli.stack.Progress;
import vigie.cli.stack.RunningParts;
import vigie.cli.stack.StackSettings;
import vigie.local.TimescaleDatabase;

/** {@code vigie load}: open-loop load with an oracle. Ends with 1 when something went wrong. */
@Command(
    name = "load",
    description = "open-loop load on a running stack, with an oracle",
    mixinStandardHelpOptions = true)
public final class LoadCommand implements Callable<Integer> {
  @Mixin private DataFolder data = new DataFolder();

  @Option(
      names = "--patients",
      defaultValue = "100",
      paramLabel = "N",
      description = "patients, one device each (${DEFAULT-VALUE})")
  private int patients;

  @Option(
      names = "--rate",
      defaultValue = "500",
      paramLabel = "R",
      description = "readings a second in all (${DEFAULT-VALUE})")
  private int rate;

  @Option(
      names = "--seconds",
      defaultValue = "30",
      paramLabel = "S",
      description = "length of the timed part (${DEFAULT-VALUE})")
  private int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "5",
      paramLabel = "S",
      description = "seconds at the same rate before, counted but not timed (${DEFAULT-VALUE})")
  private int warmUp;

  @Option(
      names = "--faults",
      defaultValue = "0",
      paramLabel = "SHARE",
      description = "share of messages spoilt on purpose (${DEFAULT-VALUE})")
  private double faults;

  @Option(
      names = "--outages",
      defaultValue = "0",
      paramLabel = "N",
      description =
          "break a part so many times meanwhile: killed, frozen or cut off, one after another"
              + " (${DEFAULT-VALUE}); cutting needs root and iproute2")
  private int outages;

  @Option(
      names = "--burst",
      defaultValue = "1",
      paramLabel = "FACTOR",
      description =
          "after --seconds, so many times the rate for --burst-seconds, then the rate again until"
              + " the backlog has gone (${DEFAULT-VALUE}: no burst)")
  private int burst;

  @Option(
      names = "--burst-seconds",
      defaultValue = "60",
      paramLabel = "S",
      description = "length of the burst (${DEFAULT-VALUE})")
  private int burstSeconds;

  @Option(
      names = "--backfill",
      defaultValue = "0",
      paramLabel = "N",
      description =
          "after --seconds, so many devices of other patients send hours of readings at once, while"
              + " the rate goes on (${DEFAULT-VALUE})")
  private int backfill;

  @Option(
      names = "--backfill-readings",
      defaultValue = "20000",
      paramLabel = "N",
      description = "readings of each of these devices, one a message (${DEFAULT-VALUE})")
  private int backfillReadings;

  @Option(
      names = "--rule-changes",
      defaultValue = "0",
      paramLabel = "N",
      description =
          "meanwhile lower the limit of so many other patients, one after another, and time each"
              + " from the API's answer to the first alert that bears its version"
              + " (${DEFAULT-VALUE})")
  private int ruleChanges;

  @Option(
      names = "--alert-every",
      defaultValue = "50",
      paramLabel = "N",
      description = "one reading in so many opens an alert (${DEFAULT-VALUE})")
  private int alertEvery;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "of the values (${DEFAULT-VALUE})")
  private long seed;

  @Option(names = "--json", description = "print the result as JSON")
  private boolean json;

  /** For picocli. */
  public LoadCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    LoadOptions options =
        new LoadOptions(
            patients,
            rate,
            seconds,
            warmUp,
            faults,
            alertEvery,
            seed,
            new SurgePlan(burst, burst > 1 ? burstSeconds : 0, backfill, backfillReadings),
            ruleChanges);
    if (outages > 0 && options.surge().any()) {
      throw new IllegalArgumentException("--outages goes neither with --burst nor with --backfill");
    }
    StackSettings settings = data.settings();
    Addresses addresses = Addresses.of(settings);
    TimescaleDatabase database = addresses.database();
    Progress progress = Progress.to(json ? System.err : System.out);
    Load load =
        new Load(
            Targets.of(settings),
            new SqlStored(database.jdbcUrl(), database.user(), database.password()),
            addresses.kafka(),
            new RunningParts(settings),
            Clock.systemUTC(),
            progress::say);
    LoadResult result;
    try (Outages breaking =
        new Outages(
            new RunningParts(settings),
            settings.ports(),
            outages,
            Duration.ofSeconds(warmUp + seconds),
            seed,
            progress::say)) {
      result = load.run(options, breaking);
    }
    if (json) {
      System.out.println(JsonOutput.of(result.values()));
    } else {
      table(System.out, result);
    }
    return result.good() ? 0 : 1;
  }

  private static void table(PrintStream out, LoadResult result) {
    result.values().forEach((name, value) -> out.printf("%-30s %s%n", name, value));
  }
}
