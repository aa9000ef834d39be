package vigie.jobs.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import vigie.jobs.timeline.StoreUnavailableException;
import vigie.jobs.timeline.TimelineConfig;
import vigie.jobs.timeline.TimescaleCopyBytes;
import vigie.jobs.timeline.TimescaleReadingStore;
import vigie.jobs.timeline.TimescaleSettings;
import vigie.jobs.timeline.UnstorableException;
import vigie.reading.Context;
import vigie.reading.DeviceId;
import vigie.reading.MetricCatalogue;
import vigie.reading.PatientId;
import vigie.reading.Quality;
import vigie.reading.Reading;

/**
 * TimelineJob's store beside a binary COPY of ready-made bytes straight into the same table and
 * index, on one connection, one commit per batch, interleaved. Works in a schema of its own in the
 * database of VIGIE_DB_URL, and drops it at the end.
 *
 * <p>The goal (0.7 of the floor) compares {@code store, readings only}: the floor keeps no rollups
 * either. {@code store, with rollups} is what the job really does, one to three further rows per
 * reading.
 *
 * <p>Arguments: {@code --rounds 5 --batches 40 --batch 5000 --every 60 --json}; {@code every} is
 * the seconds between two readings of a patient's metric, which says how many share a rollup.
 */
public final class TimescaleSinkBenchmark {
  private static final String SCHEMA = "vigie_bench";
  private static final int METRICS = 5;
  private static final Instant BEGIN = Instant.parse("2026-01-05T00:00:00Z");

  private final TimescaleSettings settings;
  private final int rounds;
  private final List<List<Reading>> batches;
  private final List<byte[]> encoded;

  private TimescaleSinkBenchmark(
      TimescaleSettings settings, int rounds, List<List<Reading>> batches) {
    this.settings = settings;
    this.rounds = rounds;
    this.batches = batches;
    this.encoded = batches.stream().map(TimescaleCopyBytes::inGivenOrder).toList();
  }

  /** Measures and prints; settings as for TimelineJob. */
  public static void main(String[] arguments) throws Exception {
    BenchOptions options =
        BenchOptions.of(List.of(arguments), Set.of("rounds", "batches", "batch", "every"));
    int rounds = options.number("rounds", 5);
    int batchCount = options.number("batches", 40);
    int batchSize = options.number("batch", 5_000);
    int every = options.number("every", 60);
    TimelineConfig config = TimelineConfig.of(new String[0], System.getenv());
    String separator = config.databaseUrl().contains("?") ? "&" : "?";
    TimescaleSettings settings =
        TimescaleSettings.of(
                config.databaseUrl() + separator + "currentSchema=" + SCHEMA + ",public",
                config.databaseUser(),
                config.databasePassword())
            .asOwner();
    TimescaleSinkBenchmark benchmark =
        new TimescaleSinkBenchmark(
            settings, rounds, readings(batchCount, batchSize, Duration.ofSeconds(every)));
    List<Measured> results = benchmark.run();
    System.out.println(
        options.json()
            ? json(results, rounds, batchCount, batchSize, every)
            : table(results, rounds, batchCount, batchSize, every));
  }

  private List<Measured> run() throws Exception {
    Map<String, List<Double>> rates = new LinkedHashMap<>();
    List<Contender> contenders =
        new ArrayList<>(
            List.of(
                new Contender("binary COPY (floor)", true, this::copy),
                new Contender("store, readings only", true, () -> store(false)),
                new Contender("store, with rollups", true, () -> store(true)),
                new Contender("store, all repeated", false, () -> store(true))));
    contenders.forEach(contender -> rates.put(contender.name(), new ArrayList<>()));
    execute("DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE; CREATE SCHEMA " + SCHEMA);
    try {
      execute(migration("V1__timeline.sql"));
      execute(migration("V33__erasure_ledger.sql"));
      execute(migration("V52__reading_former.sql"));
      for (int round = -1; round < rounds; round++) {
        for (Contender contender : contenders) {
          double rate = measure(contender);
          if (round >= 0) { // the first warms up
            rates.computeIfAbsent(contender.name(), name -> new ArrayList<>()).add(rate);
          }
        }
      }
    } finally {
      execute("DROP SCHEMA " + SCHEMA + " CASCADE");
    }
    return rates.entrySet().stream().map(e -> new Measured(e.getKey(), e.getValue())).toList();
  }

  private double measure(Contender contender) throws Exception {
    if (contender.onEmptyTables()) {
      execute("TRUNCATE reading, reading_1m, reading_1h, reading_1d");
    }
    long begin = System.nanoTime();
    contender.action().run();
    double seconds = (System.nanoTime() - begin) / 1e9;
    return batches.stream().mapToInt(List::size).sum() / seconds;
  }

  private void copy() throws SQLException {
    try (Connection connection = connect()) {
      connection.setAutoCommit(false);
      for (byte[] bytes : encoded) {
        CopyIn copy =
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn(TimescaleCopyBytes.SQL);
        copy.writeToCopy(bytes, 0, bytes.length);
        copy.endCopy();
        connection.commit();
      }
    }
  }

  private void store(boolean withRollups) throws StoreUnavailableException, UnstorableException {
    try (TimescaleReadingStore store = new TimescaleReadingStore(settings, withRollups)) {
      for (List<Reading> batch : batches) {
        store.keep(batch);
      }
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(settings.url(), settings.user(), settings.password());
  }

  /** As they arrive: at every interval one reading of each metric of each patient. */
  private static List<List<Reading>> readings(int batchCount, int batchSize, Duration every) {
    int patients = Math.max(1, batchSize / METRICS);
    List<List<Reading>> batches = new ArrayList<>();
    for (int b = 0; b < batchCount; b++) {
      List<Reading> batch = new ArrayList<>(batchSize);
      for (int i = 0; i < batchSize; i++) {
        int patient = i / METRICS % patients;
        Instant at = BEGIN.plus(every.multipliedBy(b)).plusMillis(patient);
        batch.add(reading(patient, 1 + i % METRICS, at, b));
      }
      batches.add(batch);
    }
    return batches;
  }

  private static Reading reading(int patient, int metric, Instant at, long sequence) {
    // Spread over the whole range, as random ids are.
    long high = patient * 0x9E37_79B9_7F4A_7C15L;
    return new Reading(
        new PatientId(new UUID(high, ~high)),
        new DeviceId("device-" + patient),
        MetricCatalogue.standard().metric(metric),
        60 + (patient + sequence * 7) % 40,
        at,
        null,
        60,
        at.plusMillis(80),
        sequence,
        Quality.VALID,
        Context.UNKNOWN,
        null,
        Duration.ZERO);
  }

  private static String migration(String file) throws IOException {
    String name = "/db/migration/" + file;
    try (InputStream in = TimescaleSinkBenchmark.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String table(
      List<Measured> results, int rounds, int batches, int batchSize, int every) {
    return "rows per second, median of %d rounds (least to most); %d batches of %d rows, one reading"
            .formatted(rounds, batches, batchSize)
        + " every %d s\n".formatted(every)
        + results.stream().map(m -> m.line(results.get(0))).collect(Collectors.joining("\n"));
  }

  private static String json(
      List<Measured> results, int rounds, int batches, int batchSize, int every) {
    return "{\"benchmark\":\"timeline\",\"unit\":\"rows/s\",\"rounds\":%d,\"batches\":%d,"
            .formatted(rounds, batches)
        + "\"batchSize\":%d,\"everySeconds\":%d,\"goal\":0.7,".formatted(batchSize, every)
        + "\"goalCompares\":\"store, readings only\",\"results\":["
        + results.stream().map(m -> m.json(results.get(0))).collect(Collectors.joining(","))
        + "]}";
  }

  /** One way of writing the same readings. */
  private record Contender(String name, boolean onEmptyTables, Action action) {}

  /** What is measured. */
  @FunctionalInterface
  private interface Action {
    void run() throws Exception;
  }
}
