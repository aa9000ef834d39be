package vigie.api.erasure;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import vigie.Topics;
import vigie.api.device.JdbcDeviceErasure;
import vigie.api.erasure.ErasureRule.Fate;
import vigie.api.key.JdbcPatientKeys;
import vigie.api.outbox.JdbcOutbox;
import vigie.api.store.JdbcDatabase;

/**
 * The steps of an erasure, each one transaction that also notes that it is done: a program that
 * dies goes on with the next one. Doing a step again finds nothing more to do.
 */
@Singleton
final class JdbcErasureSteps {
  /** The last step: the pages are emptied of what the others deleted. */
  static final String SWEEP = "free space";

  /** Years of readings may have to go. */
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  /** Ten to a second: after two minutes the sweep is put off. */
  private static final int OLDER_TRANSACTION_LOOKS = 1_200;

  private final JdbcDatabase database;
  private final Clock clock;

  JdbcErasureSteps(JdbcDatabase database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Every step's name, in their order. */
  static List<String> names() {
    List<String> names = new ArrayList<>();
    changing().forEach(rule -> names.add(rule.name()));
    names.add(SWEEP);
    return names;
  }

  /**
   * Takes out the rows that are not out yet. The patient is in the ledger, so that nothing is added
   * meanwhile.
   */
  void rows(UUID erasure, UUID patient) {
    Set<String> done = doneNames(erasure);
    List<ErasureRule> rules = changing();
    for (int place = 0; place < rules.size(); place++) {
      ErasureRule rule = rules.get(place);
      int here = place;
      if (!done.contains(rule.name())) {
        database.inTransaction(
            connection -> {
              connection.setNetworkTimeout(Runnable::run, (int) PATIENCE.toMillis());
              long rows = erase(connection, rule, patient);
              note(connection, erasure, here, rule.name(), rows);
              return rows;
            });
      }
    }
  }

  /** Empties the pages of what was taken out; may take long, and waits for who still sees it. */
  void sweep(UUID erasure) {
    if (!doneNames(erasure).contains(SWEEP)) {
      database.maintain(PATIENCE, JdbcErasureSteps::sweep);
      database.inTransaction(
          connection -> {
            note(connection, erasure, changing().size(), SWEEP, 0);
            return true;
          });
    }
  }

  /** What is done, in its order. */
  List<ErasureCertificate.Step> done(UUID erasure) {
    return database.query(
        "SELECT name, rows_gone, at FROM erasure_step WHERE erasure_id = ? ORDER BY place",
        statement -> statement.setObject(1, erasure),
        row ->
            new ErasureCertificate.Step(
                row.getString(1),
                row.getLong(2),
                row.getObject(3, OffsetDateTime.class).toInstant()));
  }

  private Set<String> doneNames(UUID erasure) {
    return done(erasure).stream().map(ErasureCertificate.Step::name).collect(Collectors.toSet());
  }

  /** What is left of a patient, and why. */
  List<ErasureCertificate.Kept> kept(UUID patient) {
    List<ErasureCertificate.Kept> kept = new ArrayList<>();
    for (ErasureRule rule : ErasureTables.ALL) {
      if (rule.fate() == Fate.KEPT || rule.fate() == Fate.CONTROLLERS) {
        String count =
            rule.fate() == Fate.KEPT
                ? rule.sql()
                : "SELECT count(*) FROM " + rule.table() + " WHERE patient_id = ?";
        long rows =
            database
                .query(count, statement -> statement.setObject(1, patient), row -> row.getLong(1))
                .get(0);
        kept.add(new ErasureCertificate.Kept(rule.table(), rows, rule.why()));
      }
    }
    return kept;
  }

  private static List<ErasureRule> changing() {
    return ErasureTables.ALL.stream().filter(rule -> rule.fate() != Fate.KEPT).toList();
  }

  private static long erase(Connection connection, ErasureRule rule, UUID patient)
      throws SQLException {
    if (rule.name().equals(ErasureTables.PATIENT_KEY)) {
      return JdbcPatientKeys.destroy(connection, patient);
    }
    if (rule.name().equals(ErasureTables.DEVICE_BINDING)) {
      return JdbcDeviceErasure.erase(connection, patient);
    }
    if (rule.name().equals(ErasureTables.PATIENT)) {
      JdbcOutbox.erase(connection, Topics.PATIENT, patient.toString());
    }
    return JdbcDatabase.update(
        connection, rule.sql(), statement -> statement.setObject(1, patient));
  }

  private void note(Connection connection, UUID erasure, int place, String name, long rows)
      throws SQLException {
    Instant now = clock.instant();
    JdbcDatabase.update(
        connection,
        "INSERT INTO erasure_step (erasure_id, place, name, rows_gone, at) VALUES (?, ?, ?, ?, ?)"
            + " ON CONFLICT DO NOTHING",
        statement -> {
          statement.setObject(1, erasure);
          statement.setInt(2, place);
          statement.setString(3, name);
          statement.setLong(4, rows);
          statement.setObject(5, now.atOffset(ZoneOffset.UTC));
        });
  }

  /**
   * A deleted row stays in its page until VACUUM, and its bytes in the page's free space until they
   * are overwritten. Tables with words are small and written anew; the statistics of their columns
   * hold words too. Of the large ones the space is given back, which leaves bytes of numbers and
   * device names there for a while.
   */
  private static boolean sweep(Connection connection) throws SQLException {
    Set<String> words = new LinkedHashSet<>();
    Set<String> others = new LinkedHashSet<>();
    for (ErasureRule rule : changing()) {
      (rule.words() ? words : others).add(rule.table());
    }
    others.removeAll(words);
    words.add("outbox");
    awaitOlderTransactions(connection);
    try (Statement statement = connection.createStatement()) {
      for (String table : others) {
        statement.execute("VACUUM (ANALYZE) " + table);
      }
      for (String table : words) {
        statement.execute("VACUUM (FULL, ANALYZE) " + table);
      }
      statement.execute("VACUUM (FULL) pg_catalog.pg_statistic");
      return true;
    }
  }

  /** Whoever began before the last step may still see its rows, and VACUUM would keep them. */
  private static void awaitOlderTransactions(Connection connection) throws SQLException {
    OffsetDateTime begun =
        JdbcDatabase.query(
                connection,
                "SELECT clock_timestamp()",
                JdbcDatabase.Parameters.NONE,
                row -> row.getObject(1, OffsetDateTime.class))
            .get(0);
    for (int i = 0; i < OLDER_TRANSACTION_LOOKS; i++) {
      boolean none =
          JdbcDatabase.query(
                  connection,
                  "SELECT pg_sleep(0.1), count(*) FROM pg_stat_activity WHERE xact_start < ?"
                      + " AND datname = current_database() AND pid <> pg_backend_pid()"
                      + " AND backend_type = 'client backend'",
                  statement -> statement.setObject(1, begun),
                  row -> row.getLong(2) == 0)
              .get(0);
      if (none) {
        return;
      }
    }
    throw new SQLException("a transaction has been open too long for the sweep of an erasure");
  }
}
