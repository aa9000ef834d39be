package vigie.cli.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import vigie.cli.client.HttpSession;
import vigie.cli.stack.Stack;
import vigie.cli.stack.StackParts;
import vigie.jobs.bench.BenchOptions;
import vigie.local.TimescaleDatabase;
import vigie.local.TimescaleInstallation;

/**
 * The API beside pgbench, over a year of readings of many patients: what a patient's own timeline
 * costs, read by HTTP as a client does, and the same statements on readings and rollups in pgbench,
 * by turns. What else the API asks the store for (events, alerts, the audit's line) pgbench does
 * without. Then one patient with a fifth of all readings exports everything.
 *
 * <p>Options: {@code --readings 50000000 --patients 80 --rounds 5 --seconds 5 --warm-up 20 --part
 * all --json}; the part is one of {@link #PARTS}, and {@code fill} does no more than fill.
 */
final class SqlReadsBench {
  /** What can be done alone. */
  static final Set<String> PARTS = Set.of("all", "fill", "queries", "export");

  /** People who sign in and read, beside the one who exports. */
  private static final int READERS = 16;

  private static final List<Integer> CONNECTIONS = List.of(1, 4);
  private static final String APPLICATION = "vigie-api";
  private final Stack stack;
  private final BenchOptions options;
  private final Consumer<String> progress;
  private final ReadRounds rounds = new ReadRounds();
  private final List<String> said = new ArrayList<>();

  /** What a patient asks for, as path of the patient's id. */
  private record Query(String name, String file, String parameters, double p99Goal) {
    String path(HttpSession patient) {
      return "/patients/" + patient.person() + "/timeline?" + parameters;
    }
  }

  private SqlReadsBench(Stack stack, BenchOptions options, Consumer<String> progress) {
    this.stack = stack;
    this.options = options;
    this.progress = progress;
  }

  /** Fills what is missing, measures and prints; returns the exit code. */
  static int run(Stack stack, List<String> arguments, PrintStream out)
      throws IOException, InterruptedException {
    BenchOptions options =
        BenchOptions.of(
            arguments,
            Set.of("rounds", "readings", "patients", "seconds", "warm-up"),
            Map.of("part", PARTS));
    if (stack.settings().givenDatabase().isPresent()) {
      throw new IllegalArgumentException(
          TimescaleDatabase.URL_VARIABLE
              + " is set; this benchmark fills a database of its own: unset it");
    }
    try {
      new SqlReadsBench(stack, options, System.err::println).run(out);
    } catch (SQLException e) {
      throw new IllegalStateException("the store fails: " + e.getMessage(), e);
    }
    return 0;
  }

  private void run(PrintStream out) throws IOException, InterruptedException, SQLException {
    TimescaleDatabase database = stack.addresses().database();
    SqlReadings store = new SqlReadings(database, progress);
    ReadsPlan plan =
        store
            .plan()
            .orElseGet(
                () ->
                    new ReadsPlan(
                        options.number("readings", 50_000_000),
                        options.number("patients", 80),
                        Instant.now().truncatedTo(ChronoUnit.DAYS)));
    List<HttpSession> people = ReadsPeople.enrol(stack, 1 + Math.min(READERS, plan.patients()));
    fill(store, plan, people);
    String part = options.word("part", "all");
    HttpReads http = new HttpReads(stack.addresses().api(), people.subList(1, people.size()));
    if (part.equals("all") || part.equals("queries")) {
      measure(http, plan, people.subList(1, people.size()));
    }
    ExportedRecord export = null;
    if (part.equals("all") || part.equals("export")) {
      export = new HttpExport(http, progress).run(people.get(0), stack.part(StackParts.API).pid());
    }
    if (options.json()) {
      out.printf(
          Locale.ROOT,
          "{\"benchmark\":\"reads\",\"readings\":%d,\"patients\":%d,\"rounds\":%d,\"goal\":%s,"
              + "\"yearP99MillisGoal\":%s,\"results\":%s,\"export\":%s}%n",
          plan.total(),
          plan.patients() + 1,
          options.number("rounds", 5),
          ReadRounds.RATIO_GOAL,
          ReadRounds.YEAR_P99_GOAL,
          rounds.json(),
          export == null ? "null" : export.json());
    } else {
      out.printf(
          Locale.ROOT,
          "%,d readings of %d patients in a year; answers a second, median of %d rounds (least to"
              + " most)%n",
          plan.total(),
          plan.patients() + 1,
          options.number("rounds", 5));
      said.forEach(out::println);
      out.println(rounds.table());
      if (export != null) {
        out.println(export.text());
      }
    }
  }

  private void fill(SqlReadings store, ReadsPlan plan, List<HttpSession> people)
      throws SQLException, InterruptedException {
    boolean known = store.plan().isPresent();
    if (!known) {
      store.begin(plan, people.stream().map(HttpSession::person).toList());
    }
    boolean filled = store.fill(plan);
    SqlReadingsCheck check = new SqlReadingsCheck(stack.addresses().database());
    if (filled) {
      List<Long> counts = check.counts();
      if (!counts.stream().allMatch(count -> count == plan.total())) {
        throw new IllegalStateException(
            "readings and those that rollups tell of are "
                + counts
                + ", but should be "
                + plan.total());
      }
    }
    SqlReadingsCheck.Checked checked = check.check(plan);
    if (checked.wrong() > 0 || checked.buckets() == 0) {
      throw new IllegalStateException(
          "of %d buckets %d are not what their readings come to"
              .formatted(checked.buckets(), checked.wrong()));
    }
    say(
        String.format(
            Locale.ROOT,
            "%,d readings, with rollups and indexes %,d MB; %,d buckets made anew of their"
                + " readings, all the same",
            plan.total(),
            check.bytes() / 1_000_000,
            checked.buckets()));
  }

  private void measure(HttpReads http, ReadsPlan plan, List<HttpSession> patients)
      throws IOException, InterruptedException, SQLException {
    String span = "from=%s&to=%s";
    List<Query> queries =
        List.of(
            new Query(
                "one year",
                "year",
                span.formatted(plan.begin(), plan.end()),
                ReadRounds.YEAR_P99_GOAL),
            new Query(
                "24 hours raw",
                "day",
                span.formatted(plan.end().minus(1, ChronoUnit.DAYS), plan.end())
                    + "&resolution=raw",
                Double.POSITIVE_INFINITY));
    Path folder = Files.createDirectories(stack.settings().data().resolve("pgbench"));
    Pgbench pgbench =
        new Pgbench(
            TimescaleInstallation.find(stack.settings().environment()).programs(),
            stack.addresses().database(),
            folder);
    Duration warmUp = Duration.ofSeconds(options.number("warm-up", 20));
    Duration time = Duration.ofSeconds(options.number("seconds", 5));
    List<List<PgbenchScript>> scripts = new ArrayList<>();
    for (Query query : queries) {
      progress.accept("warming up: " + query.name());
      http.run(query::path, CONNECTIONS.get(CONNECTIONS.size() - 1), warmUp);
      scripts.add(scripts(http, query, patients));
      pgbench.run(query.file(), scripts.get(scripts.size() - 1), 1, Duration.ofSeconds(2));
    }
    for (int round = 0; round < options.number("rounds", 5); round++) {
      for (int i = 0; i < queries.size(); i++) {
        Query query = queries.get(i);
        for (int connections : CONNECTIONS) {
          ReadResult api = null;
          if (round % 2 == 0) {
            api = http.run(query::path, connections, time);
          }
          ReadResult floor = pgbench.run(query.file(), scripts.get(i), connections, time);
          if (api == null) {
            api = http.run(query::path, connections, time);
          }
          ReadRounds.Case what = new ReadRounds.Case(query.name(), connections, query.p99Goal());
          rounds.add(what, floor, api);
          progress.accept(
              String.format(
                  Locale.ROOT,
                  "%s: pgbench %.0f/s, API %.0f/s",
                  what,
                  floor.perSecond(),
                  api.perSecond()));
        }
      }
    }
  }

  /** One script for each patient, of what the API executes for one of them. */
  private List<PgbenchScript> scripts(HttpReads http, Query query, List<HttpSession> patients)
      throws IOException, InterruptedException, SQLException {
    HttpSession one = patients.get(0);
    URI address = URI.create(stack.addresses().database().jdbcUrl().substring("jdbc:".length()));
    TimescaleDatabase superuser =
        new TimescaleDatabase(
            "jdbc:" + address, "postgres", stack.settings().secrets().secret("db.postgres"));
    List<String> answer = new ArrayList<>();
    List<LoggedStatement> all;
    try (SqlStatementLog log =
        new SqlStatementLog(superuser, stack.settings().logFile(StackParts.DATABASE))) {
      all =
          log.during(
              () -> answer.add(http.read(one, query.path(one))),
              APPLICATION,
              one.person().toString());
    }
    List<LoggedStatement> reading = all.stream().filter(LoggedStatement::readsReadings).toList();
    if (reading.isEmpty()) {
      throw new IllegalStateException("the API's statements are not in the log: " + all);
    }
    say(
        String.format(
            Locale.ROOT,
            "%s: %,d entries, %,d kB; of %d statements about the patient pgbench runs the %d on"
                + " readings and rollups",
            query.name(),
            answer.get(0).split("\"kind\":\"(READING|BUCKET)\"", -1).length - 1,
            answer.get(0).length() / 1_000,
            all.size(),
            reading.size()));
    List<PgbenchScript> scripts = new ArrayList<>();
    UUID of = one.person();
    for (int i = 0; i < patients.size(); i++) {
      scripts.add(PgbenchScript.of(reading, of, patients.get(i).person(), "p" + i));
    }
    return scripts;
  }

  private void say(String line) {
    said.add(line);
    progress.accept(line);
  }
}
