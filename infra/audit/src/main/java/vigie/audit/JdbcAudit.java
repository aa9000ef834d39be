package vigie.audit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the audit as it stands in the store. */
public final class JdbcAudit {
  private static final int ROWS_AT_ONCE = 5_000;

  private JdbcAudit() {}

  /**
   * Verifies the whole chain as of one moment; changes nothing.
   *
   * @param connection of a role that may read {@code audit} and {@code audit_head}
   * @param kept heads that lie elsewhere than in this store
   * @param keys whose signatures count
   */
  public static Report verify(Connection connection, Collection<Head> kept, Keys keys)
      throws SQLException {
    connection.setReadOnly(true);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setAutoCommit(false);
    try {
      return read(connection, kept, keys);
    } finally {
      connection.rollback();
    }
  }

  /** The same as the connection's open transaction sees it. */
  public static Report read(Connection connection, Collection<Head> kept, Keys keys)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      ChainCheck check = new ChainCheck(new Heads(heads(statement), kept, keys));
      statement.setFetchSize(ROWS_AT_ONCE);
      try (ResultSet rows = statement.executeQuery("SELECT * FROM audit ORDER BY seq")) {
        while (rows.next()) {
          check.accept(line(rows));
        }
      }
      return check.finish();
    }
  }

  private static List<Head> heads(Statement statement) throws SQLException {
    List<Head> heads = new ArrayList<>();
    try (ResultSet rows =
        statement.executeQuery(
            "SELECT head, at, first_seq, seq, hash, key_id, signature FROM audit_head"
                + " ORDER BY head")) {
      while (rows.next()) {
        heads.add(
            new Head(
                rows.getLong(1),
                micros(rows, 2),
                rows.getLong(3),
                rows.getLong(4),
                HexFormat.of().formatHex(rows.getBytes(5)),
                rows.getString(6),
                Base64.getEncoder().encodeToString(rows.getBytes(7))));
      }
    }
    return heads;
  }

  private static Line line(ResultSet rows) throws SQLException {
    ResultSetMetaData columns = rows.getMetaData();
    SortedMap<String, String> values = new TreeMap<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      String name = columns.getColumnName(i);
      if (!name.equals("hash") && rows.getObject(i) != null) {
        values.put(name, text(rows, i, columns));
      }
    }
    byte[] hash = rows.getBytes("hash");
    return new Line(
        rows.getLong("seq"), hash == null ? null : HexFormat.of().formatHex(hash), values);
  }

  private static String text(ResultSet rows, int column, ResultSetMetaData columns)
      throws SQLException {
    if (columns.getColumnTypeName(column).equals("timestamptz")) {
      return Long.toString(micros(rows, column));
    }
    return switch (columns.getColumnType(column)) {
      case Types.BIT, Types.BOOLEAN -> Boolean.toString(rows.getBoolean(column));
      default -> rows.getString(column);
    };
  }

  private static long micros(ResultSet rows, int column) throws SQLException {
    return ChronoUnit.MICROS.between(
        Instant.EPOCH, rows.getObject(column, OffsetDateTime.class).toInstant());
  }
}
