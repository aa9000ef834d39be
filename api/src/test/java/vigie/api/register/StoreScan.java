package vigie.api.register;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import vigie.api.store.JdbcDatabase;
import vigie.register.RegisteredField;

/** Looks for a text in every column of every table, as text and as bytes. */
final class StoreScan {
  private StoreScan() {}

  /**
   * The tables with a row that has it in clear.
   *
   * @param columns of all tables
   */
  static List<String> tablesWith(
      JdbcDatabase database, List<RegisteredField> columns, String text) {
    String bytes = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    return columns.stream()
        .map(RegisteredField::place)
        .distinct()
        .filter(table -> rows(database, table, text, bytes) > 0)
        .toList();
  }

  private static long rows(JdbcDatabase database, String table, String text, String bytes) {
    return database
        .query(
            "SELECT count(*) FROM "
                + table
                + " AS t WHERE position(? IN t::text) > 0 OR position(? IN t::text) > 0",
            statement -> {
              statement.setString(1, text);
              statement.setString(2, bytes);
            },
            row -> row.getLong(1))
        .get(0);
  }
}
