package vigie.cli.backup;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vigie.cli.JsonOutput;
import vigie.cli.stack.DataFolder;
import vigie.cli.stack.Progress;
import vigie.cli.stack.StackSettings;

/** {@code vigie backup}: the store into an encrypted file, and what is over away. */
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    description = {
      "writes the store into an encrypted file, and destroys the keys of ten days ago",
      "The stack may run. Nothing lies on the disk unencrypted. Each day (UTC) has a key of its own;"
          + " on the tenth day after it the key is destroyed, and with it every copy of that day's"
          + " backups. Run it, or --expire-only, every day.",
      "Not in it: the API's folder with its signing keys and erasures.txt, patient-keys,"
          + " secrets.properties, authority. Copy these elsewhere: docs/operations.md."
    })
public final class BackupCommand implements Callable<Integer> {
  private final Clock clock = Clock.systemUTC();

  @Mixin private DataFolder data = new DataFolder();

  @Option(
      names = "--expire-only",
      description = "make no backup; only destroy and delete what is over")
  private boolean expireOnly;

  @Option(names = "--json", description = "print the result as JSON; progress goes to stderr")
  private boolean json;

  /** For picocli. */
  public BackupCommand() {}

  @Override
  public Integer call() throws IOException {
    StackSettings settings = data.settings();
    Map<String, Object> result = new LinkedHashMap<>();
    BackupFolder.Expired expired;
    if (expireOnly) {
      expired = BackupFolder.of(settings).expire(clock.instant());
    } else {
      Backup.Result made =
          new Backup(settings, clock, Progress.to(json ? System.err : System.out)).run();
      expired = made.expired();
      result.put("file", made.file().toString());
      result.put("made", made.made().toString());
      result.put("bytes", made.bytes());
      result.put("dumpedBytes", made.dumpedBytes());
      result.put("keyDay", made.day().toString());
      result.put("readableUntil", made.until().toString());
      if (!json) {
        print(made, System.out);
      }
    }
    if (json) {
      result.put("destroyedKeys", expired.keys().stream().map(LocalDate::toString).toList());
      result.put("deletedBackups", expired.backups());
      result.put("warnings", expired.warnings());
      System.out.println(JsonOutput.of(result));
    } else {
      print(expired, System.out);
    }
    return 0;
  }

  private static void print(Backup.Result made, PrintStream out) {
    ZoneId zone = ZoneId.systemDefault();
    out.printf(
        Locale.ROOT,
        "%s: %,d bytes, as of %s%nIt can be read until %s, when its key is destroyed.%n",
        made.file(),
        made.bytes(),
        BackupTimes.of(made.made(), zone),
        BackupTimes.of(made.until(), zone));
  }

  private static void print(BackupFolder.Expired expired, PrintStream out) {
    expired.keys().forEach(day -> out.println("The key of " + day + " is destroyed."));
    expired.backups().forEach(file -> out.println(file + " is deleted: its key is over."));
    if (expired.keys().isEmpty() && expired.backups().isEmpty()) {
      out.println("No key was over.");
    }
    expired.warnings().forEach(warning -> out.println("WARNING: " + warning));
  }
}
