package vigie.api.register;

import jakarta.inject.Singleton;
import java.util.List;
import vigie.api.store.JdbcDatabase;
import vigie.register.RegisteredField;

/** Every column of every table that the store really has, the database's own left out. */
@Singleton
public final class JdbcColumns {
  private static final String COLUMNS =
      """
      SELECT CASE table_schema WHEN 'public' THEN '' ELSE table_schema || '.' END || table_name,
        column_name, is_nullable = 'NO'
      FROM information_schema.columns JOIN information_schema.tables
        USING (table_catalog, table_schema, table_name)
      WHERE table_type = 'BASE TABLE' AND table_schema <> 'information_schema'
        AND table_schema NOT LIKE 'pg\\_%' AND table_schema NOT LIKE '%timescaledb%'
      ORDER BY 1, ordinal_position\
      """;

  private final JdbcDatabase database;

  /** Wired by the program. */
  public JdbcColumns(JdbcDatabase database) {
    this.database = database;
  }

  /** All of them, by table. */
  public List<RegisteredField> all() {
    return database.query(
        COLUMNS,
        JdbcDatabase.Parameters.NONE,
        row -> new RegisteredField(row.getString(1), row.getString(2), row.getBoolean(3)));
  }
}
