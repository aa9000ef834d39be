package vigie.jobs.timeline;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Readings of which more than one value came: the one received last stands in {@code reading}, the
 * others in {@code reading_former}, as {@code clinical.md} 4.3 asks and as the detector judges. It
 * follows from all values that came, and not from their order, or from how often each came: a value
 * counts as received when it first was. Where a retraction is the last, none stands.
 *
 * <p>Where all of them were measured exactly when they were received, it was the gateway that gave
 * the time: those are different readings, and all stand, each with a key of its own.
 */
final class TimescaleCorrections {
  private static final String VERSION = "patient_id, metric, ts, disc, value, retracts";

  private static final String BETWEEN =
      " BETWEEN " + TimescaleTime.fromMillis("?") + " AND " + TimescaleTime.fromMillis("?");

  /** Where a retraction is the last nothing stands, and COPY would not meet it. */
  private static final String RETRACTED =
      "SELECT patient_id, metric, "
          + TimescaleTime.toMillis("ts")
          + ", disc FROM retracted_of(?, "
          + TimescaleTime.fromMillis("?")
          + ", "
          + TimescaleTime.fromMillis("?")
          + ")";

  /** The lock that {@code retracted_of} shares. */
  private static final String LOCK = "SELECT pg_advisory_xact_lock(7310577365311121762)";

  private static final String DIFFERING =
      "SELECT i FROM "
          + TimescaleRows.SOURCE
          + " JOIN reading o ON o.patient_id = p AND o.metric = m AND o.ts = "
          + TimescaleTime.fromMillis("t")
          + " AND o.disc = d WHERE (o.value <> v OR o.received > "
          + TimescaleTime.fromMillis("r")
          + ") AND o.ts"
          + BETWEEN
          + " ORDER BY i";

  private static final String EARLIER =
      " ON CONFLICT ("
          + VERSION
          + ") DO UPDATE SET received = least(f.received, excluded.received)";

  /** All that stands of these goes to the former ones. */
  private static final String STEP_BACK =
      "WITH slot AS (SELECT DISTINCT p, m, "
          + TimescaleTime.fromMillis("t")
          + " AS t, d, dev, "
          + TimescaleTime.fromMillis("te")
          + " AS te, s FROM "
          + TimescaleRows.SOURCE
          + "), gone AS (DELETE FROM reading o USING slot WHERE o.patient_id = p AND o.metric = m"
          + " AND o.ts = t AND o.device = dev AND o.ts_end IS NOT DISTINCT FROM te"
          + " AND o.sequence IS NOT DISTINCT FROM s AND o.ts"
          + BETWEEN
          + " RETURNING o.patient_id, o.metric, o.ts, slot.d, o.value, o.ts_end, o.received,"
          + " o.device, o.sequence, o.zone_offset, o.quality, o.context, o.original_value,"
          + " o.original_unit) INSERT INTO reading_former AS f ("
          + TimescaleCopyEncoder.COLUMNS
          + ", retracts) SELECT *, false FROM gone"
          + EARLIER;

  private static final String ADD =
      "INSERT INTO reading_former AS f ("
          + TimescaleCopyEncoder.COLUMNS
          + ", retracts) SELECT "
          + TimescaleRows.VALUES
          + ", q = 4 FROM "
          + TimescaleRows.SOURCE
          + EARLIER
          + " RETURNING xmax = 0";

  /** The one that stands has the key; of several that the gateway gave the time, one of them. */
  private static final String STEP_FORWARD =
      "WITH slot AS (SELECT DISTINCT p, m, "
          + TimescaleTime.fromMillis("t")
          + " AS t, d FROM "
          + TimescaleRows.SOURCE
          + "), version AS (SELECT "
          + VERSION
          + ", row_number() OVER (same ORDER BY received DESC, retracts DESC, value DESC) AS place,"
          + " bool_or(received <> coalesce(ts_end, ts)) OVER same AS timed"
          + " FROM reading_former JOIN slot ON patient_id = p AND metric = m AND ts = t AND disc = d"
          + " WINDOW same AS (PARTITION BY patient_id, metric, ts, disc)),"
          + " gone AS (DELETE FROM reading_former f USING version v"
          + " WHERE (f.patient_id, f.metric, f.ts, f.disc, f.value, f.retracts)"
          + " = (v.patient_id, v.metric, v.ts, v.disc, v.value, v.retracts)"
          + " AND NOT v.retracts AND (v.place = 1 OR NOT v.timed)"
          + " RETURNING f.patient_id, f.metric, f.ts, CASE v.place WHEN 1 THEN f.disc ELSE"
          + " ('x' || left(md5(f.disc || ' ' || f.value), 16))::bit(64)::int8 END, f.value,"
          + " f.ts_end, f.received, f.device, f.sequence, f.zone_offset, f.quality, f.context,"
          + " f.original_value, f.original_unit) INSERT INTO reading ("
          + TimescaleCopyEncoder.COLUMNS
          + ") SELECT * FROM gone";

  private record Key(UUID patient, int metric, long ts, long disc) {
    static Key of(ReadingRow row) {
      return new Key(row.patient(), row.metric(), row.ts(), row.disc());
    }
  }

  private TimescaleCorrections() {}

  /**
   * Those of the rows that say themselves that they are not alone: a retraction, several values of
   * one reading, or a value of one that was retracted.
   *
   * @param sorted rows in the order of the primary key, each value once
   */
  static List<ReadingRow> contested(Connection connection, List<ReadingRow> sorted)
      throws SQLException {
    Set<Key> retracted = sorted.isEmpty() ? Set.of() : retracted(connection, sorted);
    List<ReadingRow> contested = new ArrayList<>(0);
    for (int i = 0; i < sorted.size(); i++) {
      ReadingRow row = sorted.get(i);
      if (row.reading().retracts()
          || (i > 0 && row.hasKeyOf(sorted.get(i - 1)))
          || (i + 1 < sorted.size() && row.hasKeyOf(sorted.get(i + 1)))
          || (!retracted.isEmpty() && retracted.contains(Key.of(row)))) {
        contested.add(row);
      }
    }
    return contested;
  }

  private static Set<Key> retracted(Connection connection, List<ReadingRow> rows)
      throws SQLException {
    UUID[] patients = rows.stream().map(ReadingRow::patient).distinct().toArray(UUID[]::new);
    Set<Key> retracted = new HashSet<>();
    if (rows.stream().anyMatch(row -> row.reading().retracts())) {
      try (Statement lock = connection.createStatement()) {
        lock.execute(LOCK);
      }
    }
    try (PreparedStatement statement = connection.prepareStatement(RETRACTED)) {
      statement.setArray(1, connection.createArrayOf("uuid", patients));
      bindTimes(statement, 1, rows);
      try (ResultSet keys = statement.executeQuery()) {
        while (keys.next()) {
          retracted.add(
              new Key(
                  keys.getObject(1, UUID.class), keys.getInt(2), keys.getLong(3), keys.getLong(4)));
        }
      }
    }
    return retracted;
  }

  /** Those of the rows, all of which are there already, that stand there with another value. */
  static List<ReadingRow> differing(Connection connection, List<ReadingRow> there)
      throws SQLException {
    if (there.isEmpty()) {
      return there;
    }
    List<ReadingRow> differing = new ArrayList<>(0);
    try (PreparedStatement statement = connection.prepareStatement(DIFFERING)) {
      TimescaleRows.bind(connection, statement, there);
      bindTimes(statement, TimescaleRows.PARAMETERS, there);
      try (ResultSet places = statement.executeQuery()) {
        while (places.next()) {
          differing.add(there.get(places.getInt(1) - 1));
        }
      }
    }
    return differing;
  }

  /**
   * Takes these in, and makes anew the rollups that they stand in.
   *
   * @return how many values were new
   */
  static int settle(Connection connection, List<ReadingRow> contested, boolean withRollups)
      throws SQLException {
    if (contested.isEmpty()) {
      return 0;
    }
    try (PreparedStatement statement = connection.prepareStatement(STEP_BACK)) {
      TimescaleRows.bind(connection, statement, contested);
      bindTimes(statement, TimescaleRows.PARAMETERS, contested);
      statement.executeUpdate();
    }
    int added = 0;
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      TimescaleRows.bind(connection, statement, contested);
      try (ResultSet news = statement.executeQuery()) {
        while (news.next()) {
          added += news.getBoolean(1) ? 1 : 0;
        }
      }
    }
    try (PreparedStatement statement = connection.prepareStatement(STEP_FORWARD)) {
      TimescaleRows.bind(connection, statement, contested);
      statement.executeUpdate();
    }
    if (withRollups) {
      TimescaleRollups.makeAnew(connection, contested);
    }
    return added;
  }

  /** So that the planner leaves out all chunks of other times. */
  private static void bindTimes(PreparedStatement statement, int after, List<ReadingRow> rows)
      throws SQLException {
    statement.setLong(after + 1, rows.stream().mapToLong(ReadingRow::ts).min().orElseThrow());
    statement.setLong(after + 2, rows.stream().mapToLong(ReadingRow::ts).max().orElseThrow());
  }
}
