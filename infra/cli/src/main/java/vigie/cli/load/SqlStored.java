package vigie.cli.load;

import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BiConsumer;

/** Counts what the store has of a run. */
final class SqlStored {
  private static final String COUNT =
      "SELECT count(*), count(DISTINCT (patient_id, ts)) FROM reading"
          + " WHERE patient_id = ANY (?) AND metric = ? AND ts >= ? AND ts <= ?";

  private static final String ROWS =
      "SELECT count(*) FROM reading"
          + " WHERE patient_id = ANY (?) AND metric = ? AND ts >= ? AND ts <= ?";

  private static final String READ =
      "SELECT patient_id, ts FROM reading"
          + " WHERE patient_id = ANY (?) AND metric = ? AND ts >= ? AND ts <= ?";

  private static final int FETCH = 10_000;

  private final String url;
  private final String user;
  private final String password;

  /** All rows, and distinct readings: each reading of a run has a time of its own. */
  record Count(long rows, long distinct) {}

  SqlStored(String url, String user, String password) {
    this.url = url;
    this.user = user;
    this.password = password;
  }

  Count count(UUID[] patients, int metric, Instant from, Instant to) {
    Count[] count = {new Count(0, 0)};
    query(
        COUNT,
        patients,
        metric,
        from,
        to,
        row -> count[0] = new Count(row.getLong(1), row.getLong(2)));
    return count[0];
  }

  /** All rows; costs less than {@link #count}. */
  long rows(UUID[] patients, int metric, Instant from, Instant to) {
    long[] rows = {0};
    query(ROWS, patients, metric, from, to, row -> rows[0] = row.getLong(1));
    return rows[0];
  }

  /** Tells of each row whose it is and its time. */
  void read(UUID[] patients, int metric, Instant from, Instant to, BiConsumer<UUID, Instant> told) {
    query(
        READ,
        patients,
        metric,
        from,
        to,
        row -> told.accept(row.getObject(1, UUID.class), row.getTimestamp(2).toInstant()));
  }

  private void query(String sql, UUID[] patients, int metric, Instant from, Instant to, Row each) {
    try (Connection connection = DriverManager.getConnection(url, user, password);
        PreparedStatement statement = connection.prepareStatement(sql)) {
      // Only inside a transaction does the driver fetch in portions.
      connection.setAutoCommit(false);
      statement.setFetchSize(FETCH);
      Array ids = connection.createArrayOf("uuid", patients);
      statement.setArray(1, ids);
      statement.setInt(2, metric);
      statement.setTimestamp(3, Timestamp.from(from));
      statement.setTimestamp(4, Timestamp.from(to));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          each.read(rows);
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the store could not be read: " + e.getMessage(), e);
    }
  }

  /** Reads the row at which the result stands. */
  private interface Row {
    void read(ResultSet row) throws SQLException;
  }
}
