package vigie.local.junit;

import java.sql.SQLException;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import vigie.local.TimescaleDatabase;
import vigie.local.TimescaleServer;

/**
 * Lends one real TimescaleDB to all test classes of the JVM; each class gets a fresh database,
 * empty but for the extension, and dropped afterwards. Migrations are the tests' own affair.
 *
 * <p>With {@code VIGIE_DB_URL}, {@code VIGIE_DB_USER} and {@code VIGIE_DB_PASSWORD} set, the fresh
 * databases are made on that server instead; its role must be allowed to. {@link #measures} then
 * needs {@code VIGIE_DB_MEASURES_PASSWORD}.
 */
public final class DatabaseExtension implements BeforeAllCallback, AfterAllCallback {

  private @Nullable TestDatabases databases;
  private @Nullable TimescaleDatabase database;
  private String name = "";

  /** For a static field with {@code @RegisterExtension}. */
  public DatabaseExtension() {}

  @Override
  public void beforeAll(ExtensionContext context) throws SQLException {
    TestDatabases made =
        TestStack.shared(context, TestDatabases.class, type -> TestDatabases.of(context));
    name = "t_" + UUID.randomUUID().toString().replace("-", "").toLowerCase(Locale.ROOT);
    database = made.create(name);
    databases = made;
  }

  @Override
  public void afterAll(ExtensionContext context) throws SQLException {
    if (databases != null) {
      databases.drop(name);
    }
  }

  /** The fresh database of this test class. */
  public TimescaleDatabase database() {
    TimescaleDatabase made = database;
    if (made == null) {
      throw new IllegalStateException("register DatabaseExtension as a static field");
    }
    return made;
  }

  /** Its address for JDBC, without user and password. */
  public String jdbcUrl() {
    return database().jdbcUrl();
  }

  /** The role that owns it. */
  public String user() {
    return database().user();
  }

  /** That role's password. */
  public String password() {
    return database().password();
  }

  /** It for the role of who carries measures alone; what that may do there, migrations say. */
  public TimescaleDatabase measures() {
    if (databases == null) {
      throw new IllegalStateException("register DatabaseExtension as a static field");
    }
    return databases.measures(name);
  }

  /**
   * The server, for tests that kill or pause it; they must leave it running.
   *
   * @throws IllegalStateException when the environment names a server that runs elsewhere
   */
  public TimescaleServer server() {
    if (databases == null) {
      throw new IllegalStateException("register DatabaseExtension as a static field");
    }
    return databases.ownServer();
  }
}
