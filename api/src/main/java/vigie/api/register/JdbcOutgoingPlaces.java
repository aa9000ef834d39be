package vigie.api.register;

import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.api.access.SyntheticPeople;
import vigie.api.channel.Destination;
import vigie.api.channel.JdbcPlaces;
import vigie.api.store.JdbcDatabase;

/**
 * Where people's webhooks are, counted (the watchdog's own leads to this machine), and where people
 * had their data sent.
 */
@Singleton
public final class JdbcOutgoingPlaces {
  private static final String WEBHOOKS =
      """
      SELECT webhook_region, webhook_transfer_basis, count(*)
      FROM people.person
      WHERE webhook_url IS NOT NULL AND person_id <> ALL (?)
      GROUP BY 1, 2 ORDER BY 1, 2\
      """;

  private static final String TRANSFERS =
      """
      SELECT region, transfer_basis, count(DISTINCT endpoint)
      FROM transfer GROUP BY 1, 2 ORDER BY 1, 2\
      """;

  private final JdbcDatabase database;

  /**
   * One place.
   *
   * @param place null where it was never said
   */
  record Row(@Nullable Destination place, long endpoints) {}

  /** Wired by the program. */
  public JdbcOutgoingPlaces(JdbcDatabase database) {
    this.database = database;
  }

  /** Other providers' FHIR servers that people named for their data, by country. */
  List<Row> transfers() {
    return database.query(
        TRANSFERS,
        JdbcDatabase.Parameters.NONE,
        row -> new Row(JdbcPlaces.read(row, 1), row.getLong(3)));
  }

  /** Webhooks, by country. */
  List<Row> webhooks() {
    Object[] synthetic = {SyntheticPeople.PATIENT, SyntheticPeople.PHYSICIAN};
    return database.query(
        WEBHOOKS,
        statement ->
            statement.setArray(1, statement.getConnection().createArrayOf("uuid", synthetic)),
        row -> new Row(JdbcPlaces.read(row, 1), row.getLong(3)));
  }
}
