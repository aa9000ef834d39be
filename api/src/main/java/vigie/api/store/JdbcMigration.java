package vigie.api.store;

import jakarta.inject.Singleton;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the store's tables to this version. */
@Singleton
public final class JdbcMigration {
  private static final Logger LOG = LoggerFactory.getLogger(JdbcMigration.class);
  private static final int CONNECT_RETRIES = 30;

  private final JdbcDatabase database;

  /** Wired by the program. */
  public JdbcMigration(JdbcDatabase database) {
    this.database = database;
  }

  /** Applies what is missing; waits some time for a store that is still starting. */
  public void run() {
    Flyway.configure()
        .dataSource(database.source())
        .locations("classpath:db/migration")
        .connectRetries(CONNECT_RETRIES)
        .connectRetriesInterval(1)
        .load()
        .migrate();
    boolean apart =
        database
            .query(
                "SELECT grant_measures()", JdbcDatabase.Parameters.NONE, row -> row.getBoolean(1))
            .get(0);
    if (!apart) {
      LOG.warn(
          "the database has no role vigie_measures, so TimelineJob keeps nothing: make it, and"
              + " start again (docs/operations.md)");
    }
  }
}
