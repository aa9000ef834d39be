package vigie.api.channel;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import vigie.api.access.SyntheticPeople;
import vigie.api.store.JdbcDatabase;

/** Webhooks without a sound place, in the store; the watchdog's own leads to this machine. */
@Singleton
final class JdbcPlacelessWebhooks {
  private static final String WEBHOOKS =
      """
      SELECT person_id, webhook_region, webhook_transfer_basis
      FROM people.person
      WHERE webhook_url IS NOT NULL AND person_id <> ALL (?)\
      """;

  private final JdbcDatabase database;

  private record Webhook(UUID person, boolean sound) {}

  JdbcPlacelessWebhooks(JdbcDatabase database) {
    this.database = database;
  }

  /** Those whose webhook it is. */
  List<UUID> people() {
    Object[] synthetic = {SyntheticPeople.PATIENT, SyntheticPeople.PHYSICIAN};
    return database
        .query(
            WEBHOOKS,
            statement ->
                statement.setArray(1, statement.getConnection().createArrayOf("uuid", synthetic)),
            row ->
                new Webhook(
                    row.getObject(1, UUID.class), Destination.sound(JdbcPlaces.read(row, 2))))
        .stream()
        .filter(webhook -> !webhook.sound())
        .map(Webhook::person)
        .toList();
  }

  /** Ends the proofs that these people's webhooks lead to them: no alert goes there any more. */
  int endProofs(List<UUID> people) {
    return database.inTransaction(
        connection ->
            JdbcDatabase.update(
                connection,
                "DELETE FROM people.verified_channel"
                    + " WHERE channel = 'WEBHOOK' AND person_id = ANY (?)",
                statement ->
                    statement.setArray(1, connection.createArrayOf("uuid", people.toArray()))));
  }
}
