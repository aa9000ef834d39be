package vigie.cli.stack;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vigie status}: shows a stack's parts and its flow. */
@Command(
    name = "status",
    description = "shows the parts, their addresses, lag, last reading and last checkpoint",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0: every part is ready", "1: some part is not", "3: no stack runs"})
public final class StatusCommand implements Callable<Integer> {

  private static final int SOME_PART_NOT_READY = 1;
  private static final int NOT_RUNNING = 3;

  @Mixin private DataFolder data = new DataFolder();

  @Option(names = "--json", description = "for programs")
  private boolean json;

  private final Clock clock = Clock.systemUTC();

  /** For picocli. */
  public StatusCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    StackSettings settings = data.settings();
    StackStatus status = new StackInquiry(settings).ask();
    if (json) {
      System.out.println(JsonStatus.of(status));
    } else {
      print(status, System.out);
    }
    if (status.state().equals("stopped")) {
      return NOT_RUNNING;
    }
    boolean ready = status.parts().stream().allMatch(part -> part.state().equals("ready"));
    return ready && status.state().equals("ready") ? 0 : SOME_PART_NOT_READY;
  }

  private void print(StackStatus status, PrintStream out) {
    if (status.state().equals("stopped")) {
      out.println("No stack runs on " + status.data() + ". Start one with ./vigie up.");
      return;
    }
    out.printf(
        "%s, data in %s, kept by process %d, port offset %d%n%n",
        status.state(), status.data(), status.pid(), status.portOffset());
    String row = "%-12s %-11s %8s  %-8s %8s  %s%n";
    out.printf(row, "part", "state", "pid", "up", "restarts", "address");
    for (PartState part : status.parts()) {
      out.printf(
          row,
          part.name(),
          part.state(),
          part.pid(),
          ago(part.since()),
          part.restarts(),
          part.address());
    }
    out.println();
    for (JobStatus job : status.jobs()) {
      out.printf(
          "job %-20s %-11s last checkpoint %s ago, restarts %d%n",
          job.name(), job.state(), ago(job.lastCheckpoint()), job.restarts());
    }
    status.lag().forEach((group, lag) -> out.printf("lag %-20s %d records%n", group, lag));
    out.printf(
        "last reading %s%n",
        status.lastReading().isEmpty() ? "none" : ago(status.lastReading()) + " ago");
    status.problems().forEach(problem -> out.println("not known: " + problem));
  }

  /** How long ago, in the largest unit that says enough; "-" for an empty time. */
  private String ago(String time) {
    if (time.isEmpty()) {
      return "-";
    }
    Duration ago = Duration.between(Instant.parse(time), clock.instant());
    if (ago.toMinutes() == 0) {
      return String.format(Locale.ROOT, "%.1f s", ago.toMillis() / 1000.0);
    }
    return ago.toHours() < 2 ? ago.toMinutes() + " min" : ago.toHours() + " h";
  }
}
