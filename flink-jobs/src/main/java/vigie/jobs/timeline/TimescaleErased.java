package vigie.jobs.timeline;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Asks the ledger of erasures: what Kafka still has of an erased patient, or has again after a
 * replay, is not written. Once per batch, since a trigger on each row would halve the speed of
 * COPY.
 */
final class TimescaleErased {
  private TimescaleErased() {}

  /**
   * The rows without those of erased patients. Holds the ledger until the transaction ends, so that
   * nobody is entered between this answer and the writing.
   */
  static List<ReadingRow> without(Connection connection, List<ReadingRow> rows)
      throws SQLException {
    UUID[] patients = rows.stream().map(ReadingRow::patient).distinct().toArray(UUID[]::new);
    Set<UUID> erased = new HashSet<>();
    try (PreparedStatement statement = connection.prepareStatement("SELECT erased_of(?)")) {
      statement.setArray(1, connection.createArrayOf("uuid", patients));
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          erased.add(found.getObject(1, UUID.class));
        }
      }
    }
    return erased.isEmpty()
        ? rows
        : rows.stream().filter(row -> !erased.contains(row.patient())).toList();
  }
}
