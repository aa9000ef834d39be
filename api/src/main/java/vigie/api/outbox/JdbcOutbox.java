package vigie.api.outbox;

import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.api.store.JdbcDatabase;

/** Records that must reach Kafka, kept in the same transaction as the change they tell of. */
@Singleton
public final class JdbcOutbox {
  /** One relay at a time, or records of one key could overtake each other. */
  private static final long RELAY_LOCK = 0x7669676965L;

  private final JdbcDatabase database;

  /**
   * One record to send.
   *
   * @param value null for a tombstone
   */
  // Only sent, never compared.
  @SuppressWarnings("ArrayRecordComponent")
  public record Entry(long id, String topic, String key, byte @Nullable [] value) {}

  /** Sends records, in order per key; returns when all are durable, or throws. */
  @FunctionalInterface
  public interface Sender {
    /** Sends them all. */
    void send(List<Entry> entries);
  }

  /** Wired by the program. */
  public JdbcOutbox(JdbcDatabase database) {
    this.database = database;
  }

  /**
   * Adds a record to the change under way; the caller holds a lock on whatever the key names.
   *
   * @param value null for a tombstone
   */
  public static void add(Connection connection, String topic, String key, byte @Nullable [] value)
      throws SQLException {
    JdbcDatabase.update(
        connection,
        "INSERT INTO outbox (topic, key, value) VALUES (?, ?, ?)",
        statement -> {
          statement.setString(1, topic);
          statement.setString(2, key);
          statement.setBytes(3, value);
        });
  }

  /**
   * Erases a key from a compacted topic: what waits to be sent of it is dropped, a tombstone
   * leaves.
   */
  public static void erase(Connection connection, String topic, String key) throws SQLException {
    JdbcDatabase.update(
        connection,
        "DELETE FROM outbox WHERE topic = ? AND key = ?",
        statement -> {
          statement.setString(1, topic);
          statement.setString(2, key);
        });
    add(connection, topic, key, null);
  }

  /**
   * Sends the oldest records and deletes them once sent.
   *
   * @return how many; 0 also while another replica is at it
   */
  public int relay(int limit, Sender sender) {
    return database.inTransaction(
        connection -> {
          boolean ours =
              JdbcDatabase.query(
                      connection,
                      "SELECT pg_try_advisory_xact_lock(?)",
                      statement -> statement.setLong(1, RELAY_LOCK),
                      row -> row.getBoolean(1))
                  .get(0);
          if (!ours) {
            return 0;
          }
          List<Entry> entries = oldest(connection, limit);
          if (!entries.isEmpty()) {
            sender.send(entries);
            delete(connection, entries);
          }
          return entries.size();
        });
  }

  private static List<Entry> oldest(Connection connection, int limit) throws SQLException {
    return JdbcDatabase.query(
        connection,
        "SELECT outbox_id, topic, key, value FROM outbox ORDER BY outbox_id LIMIT ?",
        statement -> statement.setInt(1, limit),
        row -> new Entry(row.getLong(1), row.getString(2), row.getString(3), row.getBytes(4)));
  }

  private static void delete(Connection connection, List<Entry> entries) throws SQLException {
    // By id, not by range: a smaller id may have been committed meanwhile.
    Array ids = connection.createArrayOf("bigint", entries.stream().map(Entry::id).toArray());
    JdbcDatabase.update(
        connection,
        "DELETE FROM outbox WHERE outbox_id = ANY (?)",
        statement -> statement.setArray(1, ids));
  }
}
