package vigie.cli.backtest;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vigie.cli.client.HttpApi;
import vigie.cli.client.HttpSession;
import vigie.cli.export.ExportException;
import vigie.cli.export.ExportFormat;
import vigie.cli.stack.Addresses;
import vigie.cli.stack.DataFolder;

/** {@code vigie backtest}: what a rule would have done, beside the rules in force. */
@Command(
    name = "backtest",
    description = {
      "tries a rule on readings that were, beside the rules in force; changes nothing",
      "By the API of a stack, as a physician who may see the patients:",
      "  ./vigie backtest rule.json --user NAME --patient ID --from 2026-03-01 --to 2026-04-01",
      "Or on a public data set, beside the default rules, without a stack:",
      "  ./vigie backtest rule.json --format t1d-uom --path DIR"
    },
    mixinStandardHelpOptions = true)
public final class BacktestCommand implements Callable<Integer> {
  private static final String PASSWORD = "VIGIE_PASSWORD";

  @Mixin private DataFolder data = new DataFolder();

  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description =
          "the rule, written as in rules.json; or a list of rules, of which --rule is one")
  private Path file = Path.of("");

  @Option(names = "--rule", paramLabel = "ID", description = "which rule; the file's unless given")
  private @Nullable String rule;

  @Option(
      names = "--patient",
      paramLabel = "ID",
      description = "whose readings, several times for several; of a data set all unless given")
  private List<String> patients = new ArrayList<>();

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "begin of the period, such as 2026-03-01; of a data set its begin unless given")
  private @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "its end, exclusive; now, or the data set's end, unless given")
  private @Nullable String to;

  @Option(
      names = "--history",
      paramLabel = "DURATION",
      description = "how far before readings are judged too, for baselines; ${DEFAULT-VALUE}")
  private Duration history = Duration.ofDays(30);

  @Option(
      names = "--answer-after",
      paramLabel = "DURATION",
      description = "when somebody acknowledges a severe alert; ${DEFAULT-VALUE}")
  private Duration answerAfter = Duration.ofMinutes(10);

  @Option(names = "--user", paramLabel = "NAME", description = "a physician's name to sign in with")
  private @Nullable String user;

  @Option(
      names = "--password",
      paramLabel = "PASSWORD",
      description = "the password; or in the environment as " + PASSWORD)
  private @Nullable String password;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "the API's address; the local stack's unless given")
  private @Nullable URI url;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "a data set's: mimic, bidmc, t1d-uom, fitbit, lifesnaps or challenge-2015")
  private @Nullable String format;

  @Option(names = "--path", paramLabel = "DIR", description = "the data set's folder")
  private @Nullable Path path;

  @Option(names = "--json", description = "print all alerts and sums as JSON")
  private boolean json;

  /** For picocli. */
  public BacktestCommand() {}

  @Override
  public Integer call() throws IOException {
    long begun = System.nanoTime();
    Candidate candidate = JsonTrials.candidate(file, rule);
    Instant begin = from == null ? null : BacktestPeriod.time(from);
    Instant end = to == null ? null : BacktestPeriod.time(to);
    List<PatientTrial> trials =
        format == null
            ? ofStack(candidate, begin, end, begun)
            : ofDataSet(candidate, format, begin, end, begun);
    if (json) {
      System.out.println(JsonTrials.output(candidate, trials));
    } else {
      BacktestReport.lines(candidate.id(), trials).forEach(System.out::println);
    }
    return 0;
  }

  private List<PatientTrial> ofDataSet(
      Candidate candidate,
      String name,
      @Nullable Instant begin,
      @Nullable Instant end,
      long begun) {
    if (path == null) {
      throw new ExportException("the data set's folder is missing: give --path");
    }
    return new DataSetTrials(ExportFormat.of(name), path, answerAfter)
        .run(candidate, new LinkedHashSet<>(patients), begin, end, trial -> say(begun, trial));
  }

  /** A request for each patient, so that each is told as soon as it is known. */
  private List<PatientTrial> ofStack(
      Candidate candidate, @Nullable Instant begin, @Nullable Instant end, long begun) {
    if (begin == null || patients.isEmpty() || user == null) {
      throw new ExportException(
          "--user, --patient and --from are needed to ask a stack; or give a data set's --format"
              + " and --path");
    }
    BacktestPeriod period =
        new BacktestPeriod(
            begin, end == null ? Clock.systemUTC().instant() : end, history, answerAfter);
    URI address = url == null ? Addresses.of(data.settings()).api() : url;
    HttpApi api = new HttpApi(address, Clock.systemUTC());
    HttpSession session = api.signIn(user, secret());
    List<PatientTrial> trials = new ArrayList<>();
    for (String patient : new LinkedHashSet<>(patients)) {
      String body = JsonTrials.request(candidate, UUID.fromString(patient), period);
      PatientTrial trial = JsonTrials.answer(api.tryRule(session, candidate.id(), body));
      trials.add(trial);
      say(begun, trial);
    }
    return trials;
  }

  private String secret() {
    String given = password == null ? System.getenv(PASSWORD) : password;
    if (given == null || given.isEmpty()) {
      throw new ExportException("the password is missing: give --password, or set " + PASSWORD);
    }
    return given;
  }

  private static void say(long begun, PatientTrial trial) {
    System.err.printf(
        "[%6.1f s] %s: %,d days, %,d readings, %,d alerts in force, %,d with the candidate%n",
        (System.nanoTime() - begun) / 1e9,
        trial.patient(),
        trial.days(),
        trial.readings(),
        trial.inForce().size(),
        trial.candidate().size());
  }
}
