package vigie.cli.importing;

import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vigie.cli.JsonOutput;
import vigie.cli.export.ExportException;
import vigie.cli.export.ExportFormat;
import vigie.cli.stack.Addresses;
import vigie.cli.stack.DataFolder;

/** {@code vigie import}: brings an export or a file of payloads in, as one bound device. */
@Command(
    name = "import",
    description = {
      "brings an export or a file of payloads in over HTTP, as one bound device",
      "The same command goes on where it was broken off; what is sent twice is kept once."
    },
    mixinStandardHelpOptions = true)
public final class ImportCommand implements Callable<Integer> {
  private static final Set<String> PAYLOADS =
      Set.of("json", "senml", "omh", "hae", "fhir", "gateway", "theengs");
  private static final Pattern APPLE_HEALTH = Pattern.compile("export\\.xml");
  private static final Pattern GOOGLE_FIT =
      Pattern.compile("(raw|derived)_com\\.google\\..*\\.json");
  private static final String SECRET = "VIGIE_DEVICE_SECRET";
  private static final int SHOWN_MAX = 10;

  @Mixin private DataFolder data = new DataFolder();

  @Parameters(
      index = "0",
      paramLabel = "FORMAT",
      description =
          "apple-health (export.xml), google-fit (All Data), fitbit-takeout or health-connect"
              + " (health_connect_export.db), each a file, a folder or the zip as it was downloaded; "
              + ExportFormat.NAMES
              + " (a folder); or a payload format: json, senml, omh, hae, fhir, gateway, theengs (a"
              + " document, or one on each line)")
  private String format = "";

  @Parameters(index = "1", paramLabel = "FILE", description = "the file, or the export's folder")
  private Path path = Path.of("");

  @Option(
      names = "--device",
      required = true,
      paramLabel = "ID",
      description = "the device that sends it, bound by its patient")
  private String device = "";

  @Option(
      names = "--secret",
      paramLabel = "SECRET",
      description = "the device's secret; or in the environment as " + SECRET)
  private @Nullable String secret;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "the API's address; the local stack's unless given")
  private @Nullable URI url;

  @Option(
      names = "--subject",
      paramLabel = "ID",
      description = "the person, where an export has several")
  private @Nullable String subject;

  @Option(
      names = "--app",
      paramLabel = "PACKAGE",
      description =
          "of health-connect only what this app recorded, such as com.example.watch; may be given"
              + " several times; all apps unless given")
  private Set<String> apps = new TreeSet<>();

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description =
          "where the person slept, such as Europe/Paris, for times without a zone; this machine's"
              + " unless given")
  private ZoneId zone = ZoneId.systemDefault();

  @Option(names = "--dry-run", description = "ask what would be taken; keep nothing")
  private boolean dryRun;

  @Option(names = "--restart", description = "begin at the beginning again")
  private boolean restart;

  @Option(names = "--json", description = "print the summary as JSON")
  private boolean json;

  /** For picocli. */
  public ImportCommand() {}

  @Override
  public Integer call() {
    long begun = System.nanoTime();
    if (!Files.exists(path)) {
      throw new ExportException(path + " does not exist");
    }
    MessageSource source = source();
    URI api = url == null ? Addresses.of(data.settings()).api() : url;
    HttpReadings target =
        new HttpReadings(
            api, device, deviceSecret(), dryRun, time -> Thread.sleep(time.toMillis()));
    List<String> how = new ArrayList<>(List.of(api.toString(), device, format));
    how.addAll(List.of(subject == null ? "" : subject, zone.getId()));
    how.addAll(apps);
    JsonImportBook book = JsonImportBook.of(folder(), path, how);
    ImportTally tally = new ImportTally();
    ImportResult result = new ImportResult();
    long before = restart || dryRun ? 0 : book.messages();
    if (before > 0) {
      say(begun, "goes on after %,d messages of an earlier run".formatted(before));
    }
    Progress progress = new Progress(begun, tally, result);
    boolean whole = false;
    try {
      new Import(
              source,
              target,
              answered -> {
                if (!dryRun) {
                  book.note(answered);
                }
              },
              progress)
          .run(before, tally, result);
      whole = true;
    } finally {
      if (whole || tally.read() > 0) {
        finish(begun, tally, result);
      }
    }
    // A script must notice that nothing came of it.
    return result.accepted() == 0 && result.rejected() > 0 ? 1 : 0;
  }

  private Path folder() {
    return data.settings().data().resolve("imports");
  }

  private MessageSource source() {
    if (PAYLOADS.contains(format)) {
      return new JsonFileMessages(format, path);
    }
    return switch (format) {
      case "apple-health" -> new ExportFiles(path, APPLE_HEALTH, AppleHealthMessages::new);
      case "google-fit" -> new ExportFiles(path, GOOGLE_FIT, JsonGoogleFitMessages::new);
      case "fitbit-takeout" ->
          new ExportFiles(
              path, JsonFitbitMessages.NAMES, file -> new JsonFitbitMessages(file, zone));
      case "health-connect" ->
          new ExportFiles(
              path,
              SqliteHealthConnectMessages.NAMES,
              file -> new SqliteHealthConnectMessages(file, folder(), apps));
      default -> {
        if (Arrays.stream(ExportFormat.values()).noneMatch(known -> known.id().equals(format))) {
          throw new ExportException(
              "unknown format '" + format + "': see ./vigie import --help for those there are");
        }
        yield new ExportMessages(
            ExportFormat.of(format), path, subject == null ? Set.of() : Set.of(subject));
      }
    };
  }

  private String deviceSecret() {
    String given = secret == null ? System.getenv(SECRET) : secret;
    if (given == null || given.isEmpty()) {
      throw new ExportException("the device's secret is missing: give --secret, or set " + SECRET);
    }
    return given;
  }

  private void finish(long begun, ImportTally tally, ImportResult result) {
    if (json) {
      System.out.println(JsonOutput.of(summary(begun, tally, result)));
      return;
    }
    tally
        .usedBySource()
        .forEach((source, count) -> say(begun, "used %,d rows of %s".formatted(count, source)));
    tally
        .ignoredByWhy()
        .forEach((why, count) -> say(begun, "ignored %,d rows: %s".formatted(count, why)));
    tally.skippedExamples().stream()
        .limit(SHOWN_MAX)
        .forEach(example -> say(begun, "skipped " + example));
    result.rejectedExamples().stream()
        .limit(SHOWN_MAX)
        .forEach(example -> say(begun, "rejected " + example));
    PrintStream out = System.out;
    out.printf(
        "%s%,d rows read: %,d used, %,d skipped, %,d ignored; %,d readings in %,d messages:"
            + " %,d accepted, %,d rejected %s%n",
        dryRun ? "dry run: " : "",
        tally.read(),
        tally.usedCount(),
        tally.skippedCount(),
        tally.ignoredCount(),
        result.received(),
        result.messages(),
        result.accepted(),
        result.rejected(),
        result.rejectedByReason());
  }

  private Map<String, Object> summary(long begun, ImportTally tally, ImportResult result) {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("dryRun", dryRun);
    summary.put("rowsRead", tally.read());
    summary.put("rowsUsed", tally.usedCount());
    summary.put("rowsSkipped", tally.skippedCount());
    summary.put("rowsIgnored", tally.ignoredCount());
    summary.put("sources", tally.usedBySource());
    summary.put("ignored", tally.ignoredByWhy());
    summary.put("skipped", tally.skippedExamples());
    summary.put("messages", result.messages());
    summary.put("messagesBefore", result.messagesBefore());
    summary.put("received", result.received());
    summary.put("accepted", result.accepted());
    summary.put("rejected", result.rejected());
    summary.put("rejectedByReason", result.rejectedByReason());
    summary.put("rejections", result.rejectedExamples());
    summary.put("seconds", seconds(begun));
    return summary;
  }

  private static void say(long begun, String line) {
    System.err.printf("[%6.1f s] %s%n", seconds(begun), line);
  }

  private static double seconds(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }

  /** Says once in a while how far it is. */
  private static final class Progress implements Runnable {
    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final long begun;
    private final ImportTally tally;
    private final ImportResult result;
    private long saidAt;

    Progress(long begun, ImportTally tally, ImportResult result) {
      this.begun = begun;
      this.tally = tally;
      this.result = result;
      this.saidAt = System.nanoTime();
    }

    @Override
    public void run() {
      long now = System.nanoTime();
      if (now - saidAt >= EVERY_NANOS) {
        saidAt = now;
        say(
            begun,
            "%,d rows read, %,d readings sent, %,d accepted, %,d rejected, %,.0f readings/s"
                .formatted(
                    tally.read(),
                    result.received(),
                    result.accepted(),
                    result.rejected(),
                    result.received() / seconds(begun)));
      }
    }
  }
}
