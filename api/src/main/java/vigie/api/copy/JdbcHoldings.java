package vigie.api.copy;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.event.Provenance;
import vigie.api.store.JdbcDatabase;
import vigie.api.store.JdbcTimes;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;
import vigie.register.RegisterCatalogue;

/**
 * What the store really holds of a person: asked of every table that its catalogue has, so that a
 * new one is in the next copy by itself.
 */
@Singleton
final class JdbcHoldings {
  /** The table each row of which says who answers for it. */
  static final String EVENTS = "clinical_event";

  /** Much may have been measured in some years. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final String COLUMNS =
      """
      SELECT CASE table_schema WHEN 'public' THEN '' ELSE table_schema || '.' END || table_name,
        column_name, data_type = 'timestamp with time zone'
      FROM information_schema.columns JOIN information_schema.tables
        USING (table_catalog, table_schema, table_name)
      WHERE table_type = 'BASE TABLE' AND table_schema IN ('public', 'people')
      ORDER BY 1, ordinal_position\
      """;

  private final JdbcDatabase database;

  /** How many rows, and of which times; both null where the rows tell of none. */
  record Extent(long count, @Nullable Instant from, @Nullable Instant to) {}

  /** How much of one metric. */
  record Measured(Metric metric, Extent extent) {}

  /** The rows of one table, each as JSON. */
  record Rows(HeldTable table, List<String> rows) {}

  JdbcHoldings(JdbcDatabase database) {
    this.database = database;
  }

  /** Every table that knows a person. */
  List<HeldTable> tables() {
    Map<String, List<HeldTable.Column>> columns = new LinkedHashMap<>();
    database
        .query(
            COLUMNS,
            JdbcDatabase.Parameters.NONE,
            row -> new HeldTable.Column(row.getString(1), row.getString(2), row.getBoolean(3)))
        .forEach(
            column ->
                columns.computeIfAbsent(column.table(), any -> new ArrayList<>()).add(column));
    List<HeldTable> tables = new ArrayList<>();
    columns.forEach(
        (name, all) -> {
          HeldTable table = HeldTable.of(name, all, RegisterCatalogue.standard());
          if (table != null) {
            tables.add(table);
          }
        });
    return tables;
  }

  /** How much each of these tables holds of the person; those without a row are left out. */
  Map<HeldTable, Extent> extents(List<HeldTable> tables, UUID person) {
    return database.maintain(
        PATIENCE,
        connection -> {
          Map<HeldTable, Extent> extents = new LinkedHashMap<>();
          for (HeldTable table : tables) {
            Extent extent = extent(connection, table, person);
            if (extent.count() > 0) {
              extents.put(table, extent);
            }
          }
          return extents;
        });
  }

  /** How much of each metric is held. */
  List<Measured> measured(UUID person) {
    return database.maintain(
        PATIENCE,
        connection ->
            JdbcDatabase.query(
                connection,
                "SELECT metric, count(*), min(ts), max(ts) FROM reading WHERE patient_id = ?"
                    + " GROUP BY metric ORDER BY metric",
                statement -> statement.setObject(1, person),
                row ->
                    new Measured(
                        MetricCatalogue.standard().metric(row.getInt(1)),
                        new Extent(
                            row.getLong(2),
                            JdbcTimes.instant(row, 3),
                            JdbcTimes.instant(row, 4)))));
  }

  /** How many rows of events each controller answers for; those with none are left out. */
  Map<Provenance.Controller, Long> events(UUID person) {
    Map<Provenance.Controller, Long> events = new EnumMap<>(Provenance.Controller.class);
    database
        .query(
            "SELECT controller, count(*) FROM "
                + EVENTS
                + " WHERE patient_id = ? GROUP BY controller",
            statement -> statement.setObject(1, person),
            row -> Map.entry(Provenance.Controller.valueOf(row.getString(1)), row.getLong(2)))
        .forEach(entry -> events.put(entry.getKey(), entry.getValue()));
    return events;
  }

  /** The rows of a table, without what proves who somebody is. */
  Rows rows(HeldTable table, UUID person) {
    return new Rows(
        table,
        database.inTransaction(
            connection ->
                JdbcDatabase.query(
                    connection,
                    "SELECT (to_jsonb(held) - ?::text[])::text FROM "
                        + table.name()
                        + " held WHERE held."
                        + table.owner()
                        + " = ?"
                        + (table.time() == null ? "" : " ORDER BY held." + table.time()),
                    statement -> {
                      statement.setArray(
                          1, connection.createArrayOf("text", table.secrets().toArray()));
                      statement.setObject(2, person);
                    },
                    row -> row.getString(1))));
  }

  /** The names are the catalogue's own, not a caller's. */
  private static Extent extent(Connection connection, HeldTable table, UUID person)
      throws SQLException {
    String time = table.time() == null ? "NULL::timestamptz" : table.time();
    return JdbcDatabase.query(
            connection,
            "SELECT count(*), min(%1$s), max(%1$s) FROM %2$s WHERE %3$s = ?"
                .formatted(time, table.name(), table.owner()),
            statement -> statement.setObject(1, person),
            row -> new Extent(row.getLong(1), JdbcTimes.instant(row, 2), JdbcTimes.instant(row, 3)))
        .get(0);
  }
}
