package vigie.cli.replay;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vigie.cli.JsonOutput;
import vigie.cli.Targets;
import vigie.cli.client.Target;
import vigie.cli.export.Export;
import vigie.cli.export.ExportException;
import vigie.cli.export.ExportFormat;
import vigie.cli.export.SkippedRow;
import vigie.cli.stack.DataFolder;

/** {@code vigie replay}: streams a real export through MQTT as its devices would. */
@Command(
    name = "replay",
    description = "streams a real export through MQTT as its devices would",
    mixinStandardHelpOptions = true)
public final class ReplayCommand implements Callable<Integer> {
  private static final int SKIPPED_SHOWN = 10;

  @Mixin private DataFolder data = new DataFolder();

  @Parameters(index = "0", paramLabel = "FORMAT", description = ExportFormat.NAMES)
  private String format = "";

  @Parameters(index = "1", paramLabel = "PATH", description = "the folder of the export")
  private Path path = Path.of("");

  @Option(
      names = "--subjects",
      split = ",",
      paramLabel = "ID",
      description = "only these people of the export")
  private Set<String> subjects = Set.of();

  @Option(
      names = "--speed",
      paramLabel = "N",
      defaultValue = "60",
      description = "times faster than it was, or 'max' for no waiting (${DEFAULT-VALUE})")
  private String speed = "";

  @Option(
      names = "--as-live",
      description = "move times so that each person's last reading is of now")
  private boolean asLive;

  @Option(names = "--json", description = "print the summary as JSON")
  private boolean json;

  /** For picocli. */
  public ReplayCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    long begun = System.nanoTime();
    PrintStream progress = json ? System.err : System.out;
    ExportFormat known = ExportFormat.of(format);
    ReplayOptions options = new ReplayOptions(speed(), asLive);
    Export export = known.reader().read(path, subjects);
    say(
        progress,
        begun,
        "read %,d rows: %,d readings of %d people, %,d rows skipped, %,d ignored"
            .formatted(
                export.rowsRead(),
                export.readingCount(),
                export.subjects().size(),
                export.skippedCount(),
                export.ignoredCount()));
    export.skipped().stream()
        .limit(SKIPPED_SHOWN)
        .map(SkippedRow::toString)
        .forEach(row -> say(progress, begun, "skipped " + row));
    export
        .ignored()
        .forEach((why, count) -> say(progress, begun, "ignored %,d: %s".formatted(count, why)));
    Target target = Targets.of(data.settings());
    ReplayResult result =
        new Replay(
                Targets.enrolment(target),
                target.broker(),
                Clock.systemUTC(),
                line -> say(progress, begun, line))
            .run(known, export, options);
    if (json) {
      System.out.println(JsonOutput.of(summary(result, begun)));
    } else {
      say(
          progress,
          begun,
          "done: %,d rows read, %,d skipped, %,d readings published in %,d messages, %,d acknowledged"
              .formatted(
                  export.rowsRead(),
                  export.skippedCount(),
                  result.published().size(),
                  result.messages(),
                  result.acknowledged()));
    }
    return 0;
  }

  private double speed() {
    if (speed.equals("max")) {
      return Double.POSITIVE_INFINITY;
    }
    try {
      return Double.parseDouble(speed);
    } catch (NumberFormatException e) {
      throw new ExportException("--speed must be a number or 'max', was '" + speed + "'", e);
    }
  }

  private static Map<String, Object> summary(ReplayResult result, long begun) {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("rowsRead", result.export().rowsRead());
    summary.put("rowsUsed", result.export().rowsUsed());
    summary.put("rowsSkipped", result.export().skippedCount());
    summary.put("rowsIgnored", result.export().ignoredCount());
    summary.put("skipped", result.export().skipped().stream().map(SkippedRow::toString).toList());
    summary.put("readingsPublished", result.published().size());
    summary.put("messagesPublished", result.messages());
    summary.put("messagesAcknowledged", result.acknowledged());
    Map<String, String> patients = new LinkedHashMap<>();
    result.patients().forEach((subject, id) -> patients.put(subject, id.toString()));
    summary.put("patients", patients);
    summary.put("seconds", seconds(begun));
    return summary;
  }

  private static void say(PrintStream out, long begun, String line) {
    out.printf("[%6.1f s] %s%n", seconds(begun), line);
  }

  private static double seconds(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }
}
