package vigie.api.audit;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.api.ApiConfig;
import vigie.api.DaemonThreads;
import vigie.api.store.JdbcDatabase;

/**
 * Signs the audit's newest line every half minute when there is a new one. A head stands in the
 * store and, outside it, in the program's folder: whoever can empty the tables cannot reach that.
 */
@Singleton
public final class JdbcAuditHeads {
  /** Every head, one a line, oldest first. */
  public static final String FILE = "audit-heads.txt";

  private static final Logger LOG = LoggerFactory.getLogger(JdbcAuditHeads.class);
  private static final long PERIOD_SECONDS = 30;
  private static final String COLUMNS = "head, at, first_seq, seq, hash, key_id, signature";

  private final JdbcDatabase database;
  private final AuditKey key;
  private final Path file;
  private final Clock clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("audit-heads"));

  /** Wired by the program. */
  public JdbcAuditHeads(JdbcDatabase database, AuditKey key, ApiConfig config, Clock clock) {
    this.database = database;
    this.key = key;
    this.file = config.data().resolve(FILE);
    this.clock = clock;
  }

  /** Begins to sign. */
  public void start() {
    var unused =
        timer.scheduleWithFixedDelay(this::signQuietly, 0, PERIOD_SECONDS, TimeUnit.SECONDS);
  }

  /**
   * Signs the newest line, unless a head has signed it.
   *
   * @return the newest head; empty when there is no line
   */
  public synchronized Optional<AuditHead> sign() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Optional<AuditHead> head = database.inTransaction(connection -> sign(connection, now));
    export();
    return head;
  }

  /** All heads after this one, oldest first. */
  public List<AuditHead> after(long number, int limit) {
    return database.query(
        "SELECT " + COLUMNS + " FROM audit_head WHERE head > ? ORDER BY head LIMIT ?",
        statement -> {
          statement.setLong(1, number);
          statement.setInt(2, limit);
        },
        JdbcAuditHeads::head);
  }

  private Optional<AuditHead> sign(Connection connection, Instant now) throws SQLException {
    JdbcAuditLink last = JdbcAuditLink.last(connection);
    if (last.first() == 0) {
      return Optional.empty();
    }
    List<AuditHead> newest =
        JdbcDatabase.query(
            connection,
            "SELECT " + COLUMNS + " FROM audit_head ORDER BY head DESC LIMIT 1",
            JdbcDatabase.Parameters.NONE,
            JdbcAuditHeads::head);
    if (!newest.isEmpty() && newest.get(0).seq() >= last.seq()) {
      return Optional.of(newest.get(0));
    }
    long number = newest.isEmpty() ? 1 : newest.get(0).number() + 1;
    AuditHead head = key.sign(number, now, last.first(), last.seq(), last.hash());
    JdbcDatabase.update(
        connection,
        "INSERT INTO audit_head (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?)",
        statement -> {
          statement.setLong(1, head.number());
          statement.setObject(2, head.at().atOffset(ZoneOffset.UTC));
          statement.setLong(3, head.first());
          statement.setLong(4, head.seq());
          statement.setBytes(5, head.hash());
          statement.setString(6, head.key());
          statement.setBytes(7, head.signature());
        });
    return Optional.of(head);
  }

  private static AuditHead head(ResultSet row) throws SQLException {
    return new AuditHead(
        row.getLong(1),
        row.getObject(2, OffsetDateTime.class).toInstant(),
        row.getLong(3),
        row.getLong(4),
        row.getBytes(5),
        row.getString(6),
        row.getBytes(7));
  }

  /** Appends the heads that the file does not have yet, another process's among them. */
  private void export() {
    try {
      long has = 0;
      if (Files.exists(file)) {
        for (String line : Files.readAllLines(file)) {
          int space = line.indexOf(' ');
          has = space < 1 ? has : Math.max(has, Long.parseLong(line.substring(0, space)));
        }
      }
      StringBuilder lines = new StringBuilder();
      after(has, Integer.MAX_VALUE).forEach(head -> lines.append(head.line()).append('\n'));
      Files.writeString(
          file,
          lines,
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException | NumberFormatException e) {
      LOG.error("audit heads cannot be kept outside the store file={}", file, e);
    }
  }

  private void signQuietly() {
    try {
      sign();
    } catch (RuntimeException e) {
      LOG.warn("audit head waits for the store cause={}", e.toString());
    }
  }

  @PreDestroy
  void stop() {
    timer.shutdownNow();
  }
}
