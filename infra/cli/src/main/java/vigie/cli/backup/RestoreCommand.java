package vigie.cli.backup;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vigie.cli.JsonOutput;
import vigie.cli.stack.DataFolder;
import vigie.cli.stack.Progress;

/** {@code vigie restore}: a backup into the store, without whoever was erased since. */
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    description = {
      "restores a backup, and applies the erasures again that came after it",
      "The stack must not run. The backup fills a database of its own, which takes the other's place"
          + " when it is whole: whatever fails before changes nothing.",
      "Needs the newest erasures.txt and audit-key.pem in the API's folder: docs/operations.md."
    })
public final class RestoreCommand implements Callable<Integer> {
  @Mixin private DataFolder data = new DataFolder();

  @Parameters(paramLabel = "FILE", description = "the backup")
  private Path file = Path.of("");

  @Option(
      names = "--replace",
      description = "take the place of a database that is not empty; what it holds is gone")
  private boolean replace;

  @Option(
      names = "--ledger-lost",
      description =
          "go on although the API's erasures.txt is lost or older than the backup: whoever was"
              + " erased since is back, and must be erased again by hand")
  private boolean ledgerLost;

  @Option(names = "--json", description = "print the result as JSON; progress goes to stderr")
  private boolean json;

  /** For picocli. */
  public RestoreCommand() {}

  @Override
  public Integer call() {
    Restore.Result done =
        new Restore(data.settings(), Clock.systemUTC(), Progress.to(json ? System.err : System.out))
            .run(file, replace, ledgerLost);
    if (json) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("file", file.toString());
      result.put("made", done.header().made().toString());
      result.put("erasuresKnown", done.erasuresKnown());
      result.put("erasuresApplied", done.erasuresApplied());
      System.out.println(JsonOutput.of(result));
    } else {
      System.out.printf(
          Locale.ROOT,
          "The store is as of %s. Of %d erasures, %d were applied again.%n"
              + "What came later is not in it; what the topics still have of it, and how to take it"
              + " in again: docs/operations.md, \"Backups\".%n",
          BackupTimes.of(done.header().made(), ZoneId.systemDefault()),
          done.erasuresKnown(),
          done.erasuresApplied());
    }
    return 0;
  }
}
