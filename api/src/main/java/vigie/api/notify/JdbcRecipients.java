package vigie.api.notify;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
  private final WebhookSecrets secrets;

  /** Wired by the program. */
  public JdbcRecipients(
      JdbcDatabase database, RecipientDirectory directory, WebhookSecrets secrets) {
    this.database = database;
    this.directory = directory;
    this.secrets = secrets;
  }

  /** Tells the directory of everybody. */
  void load() {
    sealSecretsOfBefore();
    database.query(PEOPLE, JdbcDatabase.Parameters.NONE, this::recipient).forEach(directory::put);
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
            this::recipient);
    found.forEach(directory::put);
  }

  /** Of webhooks that were set before their secrets were sealed. */
  private void sealSecretsOfBefore() {
    database
        .query(
            "SELECT person_id, webhook_secret FROM people.person WHERE webhook_secret IS NOT NULL"
                + " AND NOT starts_with(webhook_secret, ?)",
            statement -> statement.setString(1, WebhookSecrets.SEALED),
            row -> Map.entry(row.getObject(1, UUID.class), row.getString(2)))
        .forEach(clear -> seal(clear.getKey(), clear.getValue()));
  }

  private void seal(UUID person, String secret) {
    database.inTransaction(
        connection ->
            JdbcDatabase.update(
                connection,
                "UPDATE people.person SET webhook_secret = ?"
                    + " WHERE person_id = ? AND webhook_secret = ?",
                statement -> {
                  statement.setString(1, secrets.seal(person, secret));
                  statement.setObject(2, person);
                  statement.setString(3, secret);
                }));
  }

  private Recipient recipient(ResultSet row) throws SQLException {
    UUID person = row.getObject(1, UUID.class);
    return new Recipient(
        person,
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        secrets.open(person, row.getString(7)),
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
