package vigie.api.register;

import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.api.access.SyntheticPeople;
import vigie.api.channel.Destination;
import vigie.api.channel.JdbcPlaces;
import vigie.api.store.JdbcDatabase;

/** Where people's webhooks are, counted; the watchdog's own leads to this machine. */
@Singleton
public final class JdbcWebhookPlaces {
  private static final String PLACES =
      """
      SELECT webhook_region, webhook_transfer_basis, count(*)
      FROM people.person
      WHERE webhook_url IS NOT NULL AND person_id <> ALL (?)
      GROUP BY 1, 2 ORDER BY 1, 2\
      """;

  private final JdbcDatabase database;

  /**
   * One place.
   *
   * @param place null where it was never said
   */
  record Row(@Nullable Destination place, long webhooks) {}

  /** Wired by the program. */
  public JdbcWebhookPlaces(JdbcDatabase database) {
    this.database = database;
  }

  /** All of them, by country. */
  List<Row> all() {
    Object[] synthetic = {SyntheticPeople.PATIENT, SyntheticPeople.PHYSICIAN};
    return database.query(
        PLACES,
        statement ->
            statement.setArray(1, statement.getConnection().createArrayOf("uuid", synthetic)),
        row -> new Row(JdbcPlaces.read(row, 1), row.getLong(3)));
  }
}
