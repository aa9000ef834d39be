package vigie.cli.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import vigie.local.TimescaleDatabase;

/**
 * Fills the store with a {@link ReadsPlan}: the readings in the order in which TimelineJob writes
 * what arrives (hour by hour, each hour by the primary key), and the rollups made of them. A part
 * of the year is one transaction, and is known in a schema of its own, so that a fill that was
 * interrupted goes on, and one that is complete is used again.
 */
final class SqlReadings {
  private static final int CONNECTIONS = 2;

  private static final String BOOK =
      """
      CREATE SCHEMA IF NOT EXISTS vigie_bench;
      CREATE TABLE IF NOT EXISTS vigie_bench.fill (readings bigint, patients int, ends timestamptz);
      CREATE TABLE IF NOT EXISTS vigie_bench.part (part int PRIMARY KEY);
      CREATE TABLE IF NOT EXISTS vigie_bench.patient (
        number int PRIMARY KEY, id uuid NOT NULL, bursts bigint NOT NULL);
      """;

  /** The values: a day's wave around a level, and noise that a hash of the time gives. */
  private static final String READINGS =
      """
      INSERT INTO reading (patient_id, metric, ts, disc, value, received, device, sequence,
        zone_offset, quality, context)
      SELECT id, metric, ts, hashint8extended(extract(epoch FROM ts)::bigint, number * 100 + metric),
        round((level * (1 + 0.03 * sin(extract(epoch FROM ts) / 86400 * 2 * pi())
          + 0.0003 * (hashint8(extract(epoch FROM ts)::bigint + metric + number) %% 100)))::numeric,
          1)::float8,
        ts + interval '2 seconds', 'bench-reads-' || number, burst * %1$d + i, 60, 0, 0
      FROM vigie_bench.patient
      CROSS JOIN LATERAL generate_series(
        (bursts * ?::bigint + %2$d - 1) / %2$d, (bursts * ?::bigint + %2$d - 1) / %2$d - 1) burst
      CROSS JOIN LATERAL (SELECT ?::timestamptz
        + burst * %2$d / bursts / 60 * interval '1 minute' AS minute) m
      CROSS JOIN (VALUES %3$s) metric (metric, level)
      CROSS JOIN generate_series(0, %1$d - 1) i
      CROSS JOIN LATERAL (SELECT minute + i * interval '10 seconds' AS ts) t
      ORDER BY date_trunc('hour', minute), id, metric, ts
      """
          .formatted(
              ReadsPlan.BURST,
              ReadsPlan.YEAR.toSeconds(),
              "(1, 70.0), (2, 15.0), (3, 94.0), (7, 36.6), (11, 110.0)");

  /** No two readings of a series are of one instant, so the first by time is the first. */
  private static final String MINUTES =
      """
      INSERT INTO reading_1m SELECT patient_id, metric, time_bucket('1 minute', ts), count(*),
        sum(value), min(value), max(value), min(ts), first(value, ts), first(disc, ts), max(ts),
        last(value, ts), last(disc, ts)
      FROM reading WHERE ts >= ? AND ts < ? GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
      """;

  private static final String COARSER =
      """
      INSERT INTO %s SELECT patient_id, metric, time_bucket('1 %s', bucket), sum(count), sum(sum),
        min(min), max(max), min(first_ts), first(first, first_ts), first(first_disc, first_ts),
        max(last_ts), last(last, last_ts), last(last_disc, last_ts)
      FROM %s WHERE bucket >= ? AND bucket < ? GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
      """;

  private final TimescaleDatabase database;
  private final Consumer<String> progress;

  SqlReadings(TimescaleDatabase database, Consumer<String> progress) {
    this.database = database;
    this.progress = progress;
  }

  /** What this database was begun to be filled with; empty for a new one. */
  Optional<ReadsPlan> plan() throws SQLException {
    execute(BOOK);
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT readings, patients, ends FROM vigie_bench.fill")) {
      return row.next()
          ? Optional.of(
              new ReadsPlan(
                  row.getLong(1),
                  row.getInt(2),
                  row.getObject(3, OffsetDateTime.class).toInstant()))
          : Optional.empty();
    }
  }

  /**
   * Notes what is to be filled in.
   *
   * @param known ids of the first patients; the others are made up
   */
  void begin(ReadsPlan plan, List<UUID> known) throws SQLException {
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      try (PreparedStatement statement =
          connection.prepareStatement("INSERT INTO vigie_bench.patient VALUES (?, ?, ?)")) {
        for (int number = 0; number <= plan.patients(); number++) {
          statement.setInt(1, number);
          statement.setObject(2, number < known.size() ? known.get(number) : UUID.randomUUID());
          statement.setLong(3, plan.bursts(number));
          statement.addBatch();
        }
        statement.executeBatch();
      }
      try (PreparedStatement statement =
          connection.prepareStatement("INSERT INTO vigie_bench.fill VALUES (?, ?, ?)")) {
        statement.setLong(1, plan.readings());
        statement.setInt(2, plan.patients());
        statement.setObject(3, at(plan.end()));
        statement.executeUpdate();
      }
      connection.commit();
    }
  }

  /**
   * Fills in the parts that are missing, and tidies up as autovacuum would by and by.
   *
   * @return whether there were any
   */
  boolean fill(ReadsPlan plan) throws SQLException, InterruptedException {
    List<Integer> missing = missing(plan);
    if (missing.isEmpty()) {
      return false;
    }
    AtomicInteger done = new AtomicInteger();
    long begin = System.nanoTime();
    ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
    try {
      List<Future<Void>> running = new ArrayList<>();
      for (int part : missing) {
        Callable<Void> work =
            () -> {
              fill(plan, part);
              progress.accept(
                  "%d of %d weeks filled in, %.0f s"
                      .formatted(
                          plan.parts() - missing.size() + done.incrementAndGet(),
                          plan.parts(),
                          (System.nanoTime() - begin) / 1e9));
              return null;
            };
        running.add(threads.submit(work));
      }
      for (Future<Void> part : running) {
        part.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("the store could not be filled: " + e.getCause(), e);
    } finally {
      threads.shutdownNow();
    }
    for (String table : List.of("reading", "reading_1m", "reading_1h", "reading_1d")) {
      execute("VACUUM (ANALYZE) " + table);
      progress.accept(table + " vacuumed");
    }
    return true;
  }

  /**
   * The parts not filled in, by turns of their earlier and later half: who makes a chunk keeps
   * others out of it until the end of the transaction.
   */
  private List<Integer> missing(ReadsPlan plan) throws SQLException {
    List<Integer> missing = new ArrayList<>();
    try (Connection connection = database.connect();
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT n FROM generate_series(0, ? - 1) n WHERE n NOT IN (SELECT part FROM"
                    + " vigie_bench.part) ORDER BY n")) {
      statement.setInt(1, plan.parts());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          missing.add(rows.getInt(1));
        }
      }
    }
    List<Integer> byTurns = new ArrayList<>();
    int half = (missing.size() + 1) / 2;
    for (int i = 0; i < half; i++) {
      byTurns.add(missing.get(i));
      if (half + i < missing.size()) {
        byTurns.add(missing.get(half + i));
      }
    }
    return byTurns;
  }

  private void fill(ReadsPlan plan, int part) throws SQLException {
    long from = plan.partBegin(part);
    long to = plan.partBegin(part + 1);
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET LOCAL work_mem = '256MB'");
      }
      try (PreparedStatement statement = connection.prepareStatement(READINGS)) {
        statement.setLong(1, from);
        statement.setLong(2, to);
        statement.setObject(3, at(plan.begin()));
        statement.executeUpdate();
      }
      rollUp(connection, MINUTES, plan, from, to);
      rollUp(connection, COARSER.formatted("reading_1h", "hour", "reading_1m"), plan, from, to);
      rollUp(connection, COARSER.formatted("reading_1d", "day", "reading_1h"), plan, from, to);
      try (PreparedStatement statement =
          connection.prepareStatement("INSERT INTO vigie_bench.part VALUES (?)")) {
        statement.setInt(1, part);
        statement.executeUpdate();
      }
      connection.commit();
    }
  }

  private static void rollUp(Connection connection, String sql, ReadsPlan plan, long from, long to)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, at(plan.begin().plusSeconds(from)));
      statement.setObject(2, at(plan.begin().plusSeconds(to)));
      statement.executeUpdate();
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
