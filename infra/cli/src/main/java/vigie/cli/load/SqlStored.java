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

/** Counts what the store has of a run. */
final class SqlStored {
  private static final String COUNT =
      "SELECT count(*), count(DISTINCT (patient_id, ts)) FROM reading"
          + " WHERE patient_id = ANY (?) AND metric = ? AND ts >= ? AND ts <= ?";

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
    try (Connection connection = DriverManager.getConnection(url, user, password);
        PreparedStatement statement = connection.prepareStatement(COUNT)) {
      Array ids = connection.createArrayOf("uuid", patients);
      statement.setArray(1, ids);
      statement.setInt(2, metric);
      statement.setTimestamp(3, Timestamp.from(from));
      statement.setTimestamp(4, Timestamp.from(to));
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new Count(row.getLong(1), row.getLong(2));
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the store could not be counted: " + e.getMessage(), e);
    }
  }
}
