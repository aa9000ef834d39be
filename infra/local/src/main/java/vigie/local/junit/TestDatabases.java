package vigie.local.junit;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import vigie.local.TimescaleDatabase;
import vigie.local.TimescaleInstallation;
import vigie.local.TimescaleServer;

/** Makes and drops fresh databases, on an own server or on one that the environment names. */
final class TestDatabases {

  private final @Nullable TimescaleServer own;
  private final @Nullable TimescaleDatabase given;

  private TestDatabases(@Nullable TimescaleServer own, @Nullable TimescaleDatabase given) {
    this.own = own;
    this.given = given;
  }

  static TestDatabases of(ExtensionContext context) {
    Map<String, String> environment = System.getenv();
    TimescaleDatabase given = TimescaleDatabase.of(environment).orElse(null);
    if (given != null) {
      return new TestDatabases(null, given);
    }
    TestStack stack = TestStack.of(context);
    TimescaleServer server =
        new TimescaleServer(
            TimescaleInstallation.find(environment),
            stack.ports(),
            stack.dataDir("timescaledb"),
            stack.logFile("timescaledb"),
            stack.secrets());
    stack.start(server.process());
    return new TestDatabases(server, null);
  }

  TimescaleDatabase create(String name) throws SQLException {
    if (given == null) {
      return ownServer().createDatabase(name);
    }
    execute(given, "CREATE DATABASE " + name);
    execute(given.named(name), "CREATE EXTENSION IF NOT EXISTS timescaledb");
    return given.named(name);
  }

  TimescaleDatabase measures(String name) {
    TimescaleDatabase measures =
        given == null
            ? ownServer().measures()
            : TimescaleDatabase.measures(System.getenv()).orElseThrow();
    return measures.named(name);
  }

  void drop(String name) throws SQLException {
    if (given == null) {
      if (ownServer().process().isAlive()) {
        ownServer().dropDatabase(name);
      }
    } else {
      execute(given, "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }
  }

  TimescaleServer ownServer() {
    if (own == null) {
      throw new IllegalStateException("the database server runs elsewhere");
    }
    return own;
  }

  private static void execute(TimescaleDatabase where, String sql) throws SQLException {
    try (Connection connection = where.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
