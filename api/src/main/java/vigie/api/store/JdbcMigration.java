package vigie.api.store;

import jakarta.inject.Singleton;
import org.flywaydb.core.Flyway;

/** Brings the store's tables to this version. */
@Singleton
public final class JdbcMigration {
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
  }
}
