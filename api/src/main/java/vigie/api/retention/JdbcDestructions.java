package vigie.api.retention;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.store.JdbcDatabase;

/** Destroys rows by age, and keeps the certificates of all that was destroyed. */
@Singleton
public final class JdbcDestructions {
  private final JdbcDatabase database;

  /**
   * A certificate.
   *
   * @param place the table, as in the register
   * @param retention the rule, as in the register
   * @param subject whose it was; null for rows of many
   * @param controller who answered for it; null for the platform
   * @param rows how many
   */
  public record Certificate(
      UUID id,
      Instant at,
      String place,
      String retention,
      Fate.Reason reason,
      @Nullable UUID subject,
      @Nullable String controller,
      long rows) {}

  /** Wired by the program. */
  public JdbcDestructions(JdbcDatabase database) {
    this.database = database;
  }

  /** Destroys what is older, with a certificate when there was any; gives the number of rows. */
  long destroyBefore(TimedTable table, Instant cutoff, Instant now) {
    return database.inTransaction(
        connection -> {
          int rows =
              JdbcDatabase.update(
                  connection,
                  "DELETE FROM " + table.table() + " WHERE " + table.time() + " < ?",
                  statement -> statement.setObject(1, cutoff.atOffset(ZoneOffset.UTC)));
          if (rows > 0) {
            certify(
                connection,
                new Certificate(
                    UUID.randomUUID(),
                    now,
                    table.table(),
                    table.retention(),
                    Fate.Reason.ACTIVE_PERIOD_OVER,
                    null,
                    null,
                    rows));
          }
          return (long) rows;
        });
  }

  /** Keeps a certificate, in the transaction of the destruction itself. */
  public static void certify(Connection connection, Certificate certificate) throws SQLException {
    JdbcDatabase.update(
        connection,
        "INSERT INTO destruction (destruction_id, at, place, retention, reason, subject, controller,"
            + " destroyed_rows) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        statement -> {
          statement.setObject(1, certificate.id());
          statement.setObject(2, certificate.at().atOffset(ZoneOffset.UTC));
          statement.setString(3, certificate.place());
          statement.setString(4, certificate.retention());
          statement.setString(5, certificate.reason().name());
          statement.setObject(6, certificate.subject());
          statement.setString(7, certificate.controller());
          statement.setLong(8, certificate.rows());
        });
  }

  /** The newest certificates. */
  List<Certificate> newest(int limit) {
    return database.query(
        "SELECT destruction_id, at, place, retention, reason, subject, controller, destroyed_rows"
            + " FROM destruction ORDER BY at DESC, destruction_id LIMIT ?",
        statement -> statement.setInt(1, limit),
        row ->
            new Certificate(
                row.getObject(1, UUID.class),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                row.getString(3),
                row.getString(4),
                Fate.Reason.valueOf(row.getString(5)),
                row.getObject(6, UUID.class),
                row.getString(7),
                row.getLong(8)));
  }
}
