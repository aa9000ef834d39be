package vigie.api.notify;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import vigie.alert.Delivery;
import vigie.api.people.JdbcPeople;
import vigie.api.store.JdbcDatabase;

/** Names, addresses and which of them are proven, read from the store. */
@Singleton
public final class JdbcRecipients {
  private static final String PEOPLE =
      """
      SELECT person_id, first_name, last_name, language, email, webhook_url, webhook_secret,
        mqtt, ARRAY(SELECT channel FROM people.verified_channel WHERE person_id = person.person_id),
        birth_date, phone, ins, ins_oid
      FROM people.person person\
      """;

  private final JdbcDatabase database;
  private final RecipientDirectory directory;

  /** Wired by the program. */
  public JdbcRecipients(JdbcDatabase database, RecipientDirectory directory) {
    this.database = database;
    this.directory = directory;
  }

  /** Tells the directory of everybody. */
  void load() {
    database
        .query(PEOPLE, JdbcDatabase.Parameters.NONE, JdbcRecipients::recipient)
        .forEach(directory::put);
    database
        .query(
            "SELECT person_id FROM people.person WHERE role = 'OPERATOR'",
            JdbcDatabase.Parameters.NONE,
            row -> row.getObject(1, UUID.class))
        .forEach(directory::putOperator);
  }

  /**
   * Tells the directory of one person as the store has them now, after a change. One at a time, so
   * that the directory ends with what was changed last.
   */
  public synchronized void refresh(UUID person) {
    List<Recipient> found =
        database.query(
            PEOPLE + " WHERE person_id = ?",
            statement -> statement.setObject(1, person),
            JdbcRecipients::recipient);
    found.forEach(directory::put);
  }

  private static Recipient recipient(ResultSet row) throws SQLException {
    return new Recipient(
        row.getObject(1, UUID.class),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getBoolean(8),
        channels((String[]) row.getArray(9).getArray()),
        JdbcPeople.identity(row, 10));
  }

  private static Set<Delivery.Channel> channels(String[] names) {
    Set<Delivery.Channel> channels = new HashSet<>();
    for (String name : names) {
      channels.add(Delivery.Channel.valueOf(name));
    }
    return channels;
  }
}
