package vigie.cli.audit;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vigie.audit.Finding;
import vigie.audit.Head;
import vigie.audit.JdbcAudit;
import vigie.audit.Keys;
import vigie.audit.Report;
import vigie.cli.stack.Addresses;
import vigie.cli.stack.DataFolder;
import vigie.cli.stack.StackParts;
import vigie.cli.stack.StackSettings;

/** {@code vigie audit verify}: follows the audit's chain and its signed heads. Changes nothing. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "whether a line of the audit was altered, added, moved or taken out since it was written",
      "Asks the stack's database, or the one that VIGIE_DB_URL names."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0: everything is as it was written",
      "1: it could not be verified",
      "3: something is not as it was written"
    })
public final class SqlAuditVerifyCommand implements Callable<Integer> {
  private static final int NOT_SOUND = 3;

  @Mixin private DataFolder data = new DataFolder();

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "the public keys that may sign; the API's own unless given")
  private List<Path> keys = new ArrayList<>();

  @Option(
      names = "--heads",
      paramLabel = "FILE",
      description = "heads kept elsewhere; the API's own file unless given")
  private List<Path> heads = new ArrayList<>();

  @Option(names = "--json", description = "for programs")
  private boolean json;

  /** For picocli. */
  public SqlAuditVerifyCommand() {}

  @Override
  public Integer call() throws IOException, SQLException {
    StackSettings settings = data.settings();
    Path folder = settings.data().resolve(StackParts.API);
    StringBuilder keyText = new StringBuilder();
    for (Path file : keys.isEmpty() ? List.of(folder.resolve("audit-key.pub")) : keys) {
      keyText.append(Files.readString(file));
    }
    List<Head> kept = kept(folder.resolve("audit-heads.txt"));
    Report report;
    try (Connection connection = Addresses.of(settings).database().connect()) {
      report = JdbcAudit.verify(connection, kept, Keys.parse(keyText.toString()));
    }
    if (json) {
      System.out.println(JsonReport.of(report, kept.size()));
    } else {
      print(report, kept.size(), System.out);
    }
    return report.sound() ? 0 : NOT_SOUND;
  }

  private List<Head> kept(Path own) throws IOException {
    List<Path> files = heads;
    if (files.isEmpty()) {
      files = Files.exists(own) ? List.of(own) : List.of();
    }
    List<Head> kept = new ArrayList<>();
    for (Path file : files) {
      for (String line : Files.readAllLines(file)) {
        if (!line.isBlank()) {
          kept.add(Head.parse(line));
        }
      }
    }
    return kept;
  }

  private static void print(Report report, int kept, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%d lines checked, %d to %d; %d signed heads, up to line %d; %d heads kept elsewhere%n",
        report.lines(),
        report.first(),
        report.last(),
        report.heads(),
        report.signedTo(),
        kept);
    if (report.before() > 0) {
      out.printf(
          Locale.ROOT,
          "%d lines are from before the chain began: nothing vouches for them%n",
          report.before());
    }
    if (report.last() > report.signedTo()) {
      out.printf(
          Locale.ROOT,
          "%d lines are newer than the newest head: linked, not signed yet%n",
          report.last() - report.signedTo());
    }
    @Nullable Finding first = report.firstBad().orElse(null);
    if (first == null) {
      out.println("Everything is as it was written.");
      return;
    }
    out.printf(Locale.ROOT, "NOT as it was written. First bad line: %d%n", first.seq());
    report
        .findings()
        .forEach(finding -> out.printf("  %-12s %s%n", finding.kind(), finding.text()));
    long more = report.found() - report.findings().size();
    if (more > 0) {
      out.printf(Locale.ROOT, "  … and %d more%n", more);
    }
  }
}
