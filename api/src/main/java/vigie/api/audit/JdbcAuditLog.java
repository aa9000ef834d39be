package vigie.api.audit;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.api.store.JdbcDatabase;
import vigie.api.store.StoreException;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;

/**
 * The audit in the store, each line linked to the one before. One thread writes, many lines to a
 * transaction, so that neither a busy hour nor a stopped store delays those who need no answer from
 * the store.
 */
@Singleton
public final class JdbcAuditLog implements AuditLog {
  private static final Logger LOG = LoggerFactory.getLogger(JdbcAuditLog.class);
  private static final int WAITING_LINES_MAX = 100_000;
  private static final int BATCH_LINES = 1_000;
  private static final long WRITE_TIMEOUT_SECONDS = 5;
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final JdbcDatabase database;
  private final Pause pause;
  private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(WAITING_LINES_MAX);
  private final Thread writer = new Thread(this::run, "audit-writer");
  private volatile boolean running = true;

  private record Waiting(AuditLine line, CompletableFuture<Void> written) {}

  /** How the writer waits for a store that fails. */
  @FunctionalInterface
  interface Pause {
    void take(Duration time) throws InterruptedException;
  }

  /** Wired by the program. */
  @Inject
  public JdbcAuditLog(JdbcDatabase database) {
    this(database, time -> Thread.sleep(time.toMillis()));
  }

  JdbcAuditLog(JdbcDatabase database, Pause pause) {
    this.database = database;
    this.pause = pause;
    writer.setDaemon(true);
    writer.start();
  }

  @Override
  public Pending append(AuditLine line) {
    Waiting waiting = new Waiting(line, new CompletableFuture<>());
    if (!queue.offer(waiting)) {
      throw new Refusal(ProblemCode.UNAVAILABLE, "the audit cannot be written at the moment");
    }
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WRITE_TIMEOUT_SECONDS);
    return () -> await(waiting.written(), deadline);
  }

  @Override
  public List<Entry> ofPatient(UUID patient, long before, int limit) {
    return database.query(
        "SELECT seq, at, actor, role, action, allowed, reason, route, request_id, purpose FROM audit"
            + " WHERE patient_id = ? AND seq < ? ORDER BY seq DESC LIMIT ?",
        statement -> {
          statement.setObject(1, patient);
          statement.setLong(2, before);
          statement.setInt(3, limit);
        },
        row ->
            new Entry(
                row.getLong(1),
                new AuditLine(
                    row.getTimestamp(2).toInstant(),
                    row.getObject(3, UUID.class),
                    row.getString(4),
                    row.getString(5),
                    patient,
                    row.getBoolean(6),
                    row.getString(7),
                    row.getString(8),
                    row.getString(9),
                    row.getString(10))));
  }

  private static void await(CompletableFuture<Void> written, long deadline) {
    try {
      written.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new Refusal(ProblemCode.UNAVAILABLE, "the audit cannot be written at the moment");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal(ProblemCode.UNAVAILABLE, "the program is stopping");
    }
  }

  private void run() {
    List<Waiting> batch = new ArrayList<>(BATCH_LINES);
    try {
      while (running || !queue.isEmpty()) {
        Waiting first = queue.poll(100, TimeUnit.MILLISECONDS);
        if (first == null) {
          continue;
        }
        batch.add(first);
        queue.drainTo(batch, BATCH_LINES - 1);
        while (!written(batch)) {
          pause.take(RETRY);
        }
        batch.forEach(waiting -> waiting.written().complete(null));
        batch.clear();
      }
    } catch (InterruptedException e) {
      LOG.warn("audit stopped with lines unwritten lines={}", batch.size() + queue.size());
    }
  }

  private boolean written(List<Waiting> batch) {
    try {
      return database.inTransaction(connection -> insert(connection, batch));
    } catch (StoreException e) {
      LOG.warn("audit waits for the store lines={} cause={}", batch.size(), e.toString());
      return false;
    }
  }

  private static boolean insert(Connection connection, List<Waiting> batch) throws SQLException {
    JdbcAuditLink last = JdbcAuditLink.last(connection);
    long seq = last.seq();
    byte[] hash = last.hash();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO audit (seq, at, actor, role, action, patient_id, allowed, reason, route,"
                + " request_id, purpose, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      for (Waiting waiting : batch) {
        AuditLine line = waiting.line();
        hash = AuditChain.hash(hash, ++seq, line);
        statement.setLong(1, seq);
        statement.setObject(2, line.at().atOffset(ZoneOffset.UTC));
        statement.setObject(3, line.actor());
        statement.setString(4, line.role());
        statement.setString(5, line.action());
        statement.setObject(6, line.patient());
        statement.setBoolean(7, line.allowed());
        statement.setString(8, line.reason());
        statement.setString(9, line.route());
        statement.setString(10, line.requestId());
        statement.setString(11, line.purpose());
        statement.setBytes(12, hash);
        statement.addBatch();
      }
      statement.executeBatch();
      return true;
    }
  }

  @PreDestroy
  void stop() throws InterruptedException {
    running = false;
    writer.join(TimeUnit.SECONDS.toMillis(WRITE_TIMEOUT_SECONDS));
    writer.interrupt();
  }
}
